import type { MonthlyNormal, WeatherResult } from "../tools/getWeather";

/** A Markdown answer made of nothing but the tool's result. */
export function weatherAnswer(result: WeatherResult): string {
  const { months = [] } = result;
  if (result.current !== undefined) {
    return currentAnswer(result, result.current);
  }
  return months.length > 1 ? yearAnswer(result, months) : monthAnswer(result, months[0]);
}

function currentAnswer(result: WeatherResult, current: NonNullable<WeatherResult["current"]>): string {
  return `## Weather in ${result.location}, ${result.country}

It is **${degrees(current.temperatureC)}** with ${current.conditions}.

| Measured | Value |
| --- | --- |
| Feels like | ${degrees(current.feelsLikeC)} |
| Humidity | ${current.humidityPercent} % |
| Wind | ${current.windKmh} km/h |
| Precipitation | ${current.precipitationMm} mm |

${clothes(current.temperatureC, current.precipitationMm > 0)}

*Source: ${result.source}, ${current.observedAt.replace("T", " ")} local time.*
`;
}

function monthAnswer(result: WeatherResult, normal: MonthlyNormal | undefined): string {
  if (normal === undefined) {
    return `There are no figures for ${result.location}.`;
  }
  const { month, meanTemperatureC, precipitationMm } = normal;
  return `## Weather in ${result.location}, ${result.country}

In **${month}** it is **${degrees(meanTemperatureC)}** on average.

| ${month} | Usual value |
| --- | --- |
| Mean temperature | ${degrees(meanTemperatureC)} |
| Rain and snow | ${precipitationMm} mm |
| Feel of the month | ${feel(meanTemperatureC)}, ${wetness(precipitationMm)} |

${clothes(meanTemperatureC, precipitationMm > 60)}

*Source: ${result.source}.*
`;
}

function yearAnswer(result: WeatherResult, months: readonly MonthlyNormal[]): string {
  const rows = months.map(
    ({ month, meanTemperatureC, precipitationMm }) =>
      `| ${month} | ${degrees(meanTemperatureC)} | ${precipitationMm} mm | ${wetness(precipitationMm)} |`,
  );
  const total = months.reduce((sum, { precipitationMm }) => sum + precipitationMm, 0);
  const paragraphs = months.map((normal, index) => monthParagraph(result.location, normal, months[index - 1]));
  return `## ${result.location}, ${result.country}, month by month

| Month | Mean temperature | Precipitation | Feel |
| --- | --- | --- | --- |
${rows.join("\n")}

Over the year that makes **${total} mm** of rain and snow.

${paragraphs.join("\n\n")}

*Source: ${result.source}.*
`;
}

function monthParagraph(city: string, normal: MonthlyNormal, before: MonthlyNormal | undefined): string {
  const { month, meanTemperatureC, precipitationMm } = normal;
  const change = before === undefined ? 0 : meanTemperatureC - before.meanTemperatureC;
  const trend =
    before === undefined
      ? `The year in ${city} begins at ${degrees(meanTemperatureC)}.`
      : change === 0
        ? `It stays as it was in ${before.month}, at ${degrees(meanTemperatureC)}.`
        : `It gets ${Math.abs(change)} °C ${change > 0 ? "warmer" : "cooler"} than ${before.month}, on average ` +
          `${degrees(meanTemperatureC)}.`;
  const rain = `Expect ${precipitationMm} mm of precipitation, about ${(precipitationMm / 30).toFixed(1)} mm a day.`;
  return `**${month}** is ${feel(meanTemperatureC)} and ${wetness(precipitationMm)}. ${trend} ${rain} ${clothes(
    meanTemperatureC,
    precipitationMm > 60,
  )}`;
}

function degrees(celsius: number): string {
  return `${Math.round(celsius)} °C (${Math.round(celsius * 1.8 + 32)} °F)`;
}

function feel(celsius: number): string {
  const limits: readonly [number, string][] = [
    [0, "freezing"],
    [8, "cold"],
    [15, "cool"],
    [21, "mild"],
    [27, "warm"],
  ];
  return limits.find(([limit]) => celsius <= limit)?.[1] ?? "hot";
}

function wetness(millimetres: number): string {
  return millimetres < 20 ? "dry" : millimetres < 60 ? "fairly dry" : millimetres < 120 ? "wet at times" : "rainy";
}

function clothes(celsius: number, wet: boolean): string {
  const layer = celsius <= 8 ? "a warm coat" : celsius <= 17 ? "a jacket" : "light clothes";
  return wet ? `Take ${layer} and something against the rain.` : `Take ${layer}; an umbrella is rarely needed.`;
}
