/** What answers are made of: prose, lists, a table, code and a quote, as agents write them. */
const sections: readonly ((number: number) => string)[] = [
  (number) =>
    `## ${number}. What the figures say\n\n` +
    `The **mean temperature** of station ${number} was *${(number * 7) % 31} °C*, which is \`${number % 5}.${number % 9}\` ` +
    `degrees above the years before. The wind came from the west, at [${10 + (number % 20)} km/h](https://example.com/wind/${number}), ` +
    "and fell during the night. Most of the rain fell in two showers, neither of which lasted longer than an hour.\n\n",
  (number) =>
    "- take a light coat along, the evenings are cool\n" +
    `- the **ferry** leaves at ${8 + (number % 10)}:30 and comes back at dusk\n` +
    "- tickets are sold on board\n  - children travel free\n  - dogs need a ticket of their own\n\n" +
    "Nothing else is needed, and what is forgotten can be bought in the town, where shops are open until eight.\n\n",
  (number) =>
    "| City | Temperature | Rain |\n| --- | ---: | :---: |\n" +
    ["Lisbon", "Oslo", "Vienna", "Zagreb"]
      .map((city, index) => `| ${city} | ${(number + index * 3) % 30} °C | ${(number * index) % 12} mm |\n`)
      .join("") +
    "\n",
  (number) =>
    `\`\`\`ts\nexport function reading${number}(values: readonly number[]): number {\n` +
    "  // The median of what the station has sent.\n" +
    "  const sorted = values.toSorted((a, b) => a - b);\n" +
    `  return sorted[Math.floor(sorted.length / 2)] ?? ${number};\n}\n\`\`\`\n\n`,
  (number) =>
    `> Station ${number} was moved in 1987, so that older figures are not comparable.\n\n` +
    `1. Ask for the station's history.\n2. Compare it with its neighbours.\n3. Correct by ${number % 4}.5 °C.\n\n`,
];

/** Markdown of exactly so many characters; the same for the same length. */
export function answerText(length: number): string {
  let text = "";
  for (let number = 0; text.length < length; number++) {
    text += sections[number % sections.length]!(number + 1);
  }
  return text.slice(0, length);
}

/** A text in so many pieces of the same length, give or take one character. */
export function pieces(text: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) =>
    text.slice(Math.round((index * text.length) / count), Math.round(((index + 1) * text.length) / count)),
  );
}
