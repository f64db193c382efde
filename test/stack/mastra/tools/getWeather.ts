import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { CITIES, MONTHS, type CityClimate, type Month } from "../climate/climateNormals";
import { findCity } from "../climate/findCity";
import type { CurrentWeather, OpenMeteo } from "./openMeteo";

const NORMALS_SOURCE = "Climate normals, a table that comes with the demo (means of many years, no forecast)";
const LIVE_SOURCE = "Open-Meteo (measured now)";

const input = z.object({
  location: z.string().describe("City, in English, such as New York"),
  period: z
    .enum(["now", "year", ...MONTHS])
    .default("now")
    .describe("now, one month, or the whole year"),
});

export interface MonthlyNormal {
  readonly month: Month;
  readonly meanTemperatureC: number;
  readonly precipitationMm: number;
}

/** What `getWeather` answers; `months` and the current weather never come together. */
export interface WeatherResult {
  readonly location: string;
  readonly country: string;
  readonly source: string;
  readonly current?: CurrentWeather;
  readonly months?: readonly MonthlyNormal[];
}

/** The tool `getWeather`: measured weather when Open-Meteo can be reached, climate normals otherwise. */
export function createGetWeather(openMeteo: OpenMeteo | undefined) {
  return createTool({
    id: "getWeather",
    description: "Looks up the weather of a city now, or its climate in a month or over the year.",
    inputSchema: input,
    mcp: { annotations: { title: "Get weather", readOnlyHint: true } },
    execute: async ({ location, period }): Promise<WeatherResult> => {
      if (period === "now" && openMeteo !== undefined && (await openMeteo.isReachable())) {
        return currentWeather(openMeteo, location);
      }
      const climate = findCity(location);
      if (climate === undefined) {
        throw new Error(unknownCity(location));
      }
      return fromNormals(climate, period === "now" ? currentMonth() : period);
    },
  });
}

async function currentWeather(openMeteo: OpenMeteo, location: string): Promise<WeatherResult> {
  try {
    const place = await openMeteo.findPlace(location);
    if (place !== undefined) {
      const { name, country } = place;
      return { location: name, country, source: LIVE_SOURCE, current: await openMeteo.current(place) };
    }
  } catch (error) {
    const climate = findCity(location);
    if (climate !== undefined) {
      return fromNormals(climate, currentMonth());
    }
    throw error;
  }
  throw new Error(`There is no place called "${location}" in Open-Meteo. Check the spelling, or name a larger city.`);
}

function fromNormals(climate: CityClimate, period: Month | "year"): WeatherResult {
  const months = MONTHS.map((month, index) => ({
    month,
    meanTemperatureC: climate.temperatures[index] ?? NaN,
    precipitationMm: climate.precipitation[index] ?? NaN,
  })).filter(({ month }) => period === "year" || month === period);
  return { location: climate.city, country: climate.country, source: NORMALS_SOURCE, months };
}

function currentMonth(): Month {
  return MONTHS[new Date().getMonth()] ?? "January";
}

function unknownCity(location: string): string {
  const initial = location.trim().charAt(0).toUpperCase();
  const near = CITIES.filter(({ city }) => city.startsWith(initial)).slice(0, 5);
  const examples = (near.length > 0 ? near : CITIES.slice(0, 5)).map(({ city }) => city).join(", ");
  return `No figures for "${location}". ${CITIES.length} cities are known here, for example ${examples}.`;
}
