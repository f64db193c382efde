import { CITIES, type CityClimate } from "./climateNormals";

const ALIASES: Readonly<Record<string, string>> = {
  nyc: "New York",
  "big apple": "New York",
  "washington dc": "Washington",
  "san fran": "San Francisco",
  saigon: "Ho Chi Minh City",
  bombay: "Mumbai",
  calcutta: "Kolkata",
  bengaluru: "Bangalore",
  "new delhi": "Delhi",
  peking: "Beijing",
  kiev: "Kyiv",
  wien: "Vienna",
  munchen: "Munich",
  roma: "Rome",
  milano: "Milan",
  firenze: "Florence",
  venezia: "Venice",
  napoli: "Naples",
  lisboa: "Lisbon",
  praha: "Prague",
  warszawa: "Warsaw",
  denpasar: "Bali",
  "tel-aviv": "Tel Aviv",
};

/** Names that are English words too: they count only behind a preposition. */
const WORDS = new Set(["nice", "male", "san jose"]);

interface Name {
  readonly pattern: RegExp;
  readonly length: number;
  readonly climate: CityClimate;
}

const NAMES: readonly Name[] = [
  ...CITIES.map((climate) => [fold(climate.city), climate] as const),
  ...Object.entries(ALIASES).flatMap(([alias, city]) => {
    const climate = CITIES.find((known) => known.city === city);
    return climate === undefined ? [] : [[alias, climate] as const];
  }),
]
  .map(([name, climate]) => {
    const before = WORDS.has(name) ? "(?<=\\b(?:in|for|at|to|of|about|from)\\s)" : "(?<![\\p{L}\\p{N}])";
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return { pattern: new RegExp(`${before}${escaped}(?![\\p{L}\\p{N}])`, "u"), length: name.length, climate };
  })
  .sort((a, b) => b.length - a.length);

/** The climate of a city by its name, without regard to case and accents; "Paris, France" works too. */
export function findCity(name: string): CityClimate | undefined {
  const [wanted = "", country] = fold(name)
    .split(",")
    .map((part) => part.trim());
  const city = ALIASES[wanted] ?? wanted;
  const matches = CITIES.filter((known) => fold(known.city) === fold(city));
  const inCountry = matches.find((known) => country !== undefined && fold(known.country) === country);
  return inCountry ?? matches[0] ?? cityInText(name);
}

/** The first city named anywhere in a text; of two names at one place the longer one. */
export function cityInText(text: string): CityClimate | undefined {
  const folded = fold(text);
  let best: { index: number; climate: CityClimate } | undefined;
  for (const { pattern, climate } of NAMES) {
    const index = folded.search(pattern);
    if (index >= 0 && (best === undefined || index < best.index)) {
      best = { index, climate };
    }
  }
  return best?.climate;
}

/** Lower case, no accents, one kind of apostrophe. */
function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[’‘]/g, "'")
    .toLowerCase();
}
