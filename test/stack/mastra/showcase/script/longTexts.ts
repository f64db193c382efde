import { CITIES } from "../../climate/climateNormals";

/** Numbers with signs, dates and names of every city: a table that one wants in another order. */
export const CLIMATE_TABLE = [
  "All cities, as they came:",
  "",
  "| City | Country | January | July | Last report |",
  "| --- | --- | ---: | ---: | --- |",
  ...CITIES.map(
    ({ city, country, temperatures }, index) =>
      `| ${city} | ${country} | ${temperatures[0] ?? ""} °C | ${temperatures[6] ?? ""} °C | ${reported(index)} |`,
  ),
  "",
  "Press a head of the table to sort it.",
].join("\n");

/** Some day of a year, the same for the same number. */
function reported(number: number): string {
  return new Date(Date.UTC(2024, (number * 7) % 12, 1 + ((number * 11) % 28))).toISOString().slice(0, 10);
}

/** About 100 KB that are one paragraph and one table, of which nothing settles on the way. */
export function veryLongAnswer(): string {
  const lines = Array.from({ length: 600 }, (_, index) => {
    const { city, temperatures } = CITIES[index % CITIES.length] ?? { city: "", temperatures: [] };
    return `Day ${index + 1} in **${city}** had ${temperatures[index % 12] ?? 0} °C, which is *usual* for the month.`;
  });
  const rows = lines.map(
    (_, index) => `| ${index + 1} | ${CITIES[index % CITIES.length]?.city ?? ""} | ${reported(index)} |`,
  );
  return `${lines.join("\n")}\n\n| Day | City | Date |\n| ---: | --- | --- |\n${rows.join("\n")}\n`;
}
