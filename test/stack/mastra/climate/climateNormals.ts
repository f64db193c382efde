import { AFRICA_MIDDLE_EAST } from "./africaMiddleEast";
import { AMERICAS } from "./americas";
import { ASIA_PACIFIC } from "./asiaPacific";
import { EUROPE } from "./europe";

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

export type Month = (typeof MONTHS)[number];

/** One city with its climate: means over many years, not a forecast. */
export interface CityClimate {
  readonly city: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** °C, January first. */
  readonly temperatures: readonly number[];
  /** mm of rain and melted snow a month, January first. */
  readonly precipitation: readonly number[];
}

/** Rounded monthly means of some 280 cities, for computers that cannot reach a weather service. */
export const CITIES: readonly CityClimate[] = [EUROPE, AMERICAS, ASIA_PACIFIC, AFRICA_MIDDLE_EAST].flatMap((table) =>
  table.trim().split("\n").map(parseRow),
);

function parseRow(row: string): CityClimate {
  const [city = "", country = "", latitude, longitude, temperatures = "", precipitation = ""] = row.split("|");
  return {
    city,
    country,
    latitude: Number(latitude),
    longitude: Number(longitude),
    temperatures: temperatures.split(" ").map(Number),
    precipitation: precipitation.split(" ").map(Number),
  };
}
