import { createTool } from "@mastra/core/tools";
import { z } from "zod";

const places = z.object({
  results: z
    .array(z.object({ name: z.string(), country: z.string().optional(), latitude: z.number(), longitude: z.number() }))
    .optional(),
});

const forecast = z.object({
  current: z.object({ temperature_2m: z.number(), relative_humidity_2m: z.number(), wind_speed_10m: z.number() }),
});

/** Asks Open-Meteo, which needs no key. */
export const getWeather = createTool({
  id: "getWeather",
  description: "Looks up the weather of a city now.",
  inputSchema: z.object({ city: z.string().describe("in English, such as New York") }),
  mcp: { annotations: { title: "Get weather", readOnlyHint: true } },
  execute: async ({ city }) => {
    const search = `https://geocoding-api.open-meteo.com/v1/search?count=1&name=${encodeURIComponent(city)}`;
    const place = places.parse(await readJson(search)).results?.[0];
    if (place === undefined) {
      throw new Error(`There is no city called ${city}.`);
    }
    const where = `latitude=${String(place.latitude)}&longitude=${String(place.longitude)}`;
    const what = "current=temperature_2m,relative_humidity_2m,wind_speed_10m";
    const { current } = forecast.parse(await readJson(`https://api.open-meteo.com/v1/forecast?${where}&${what}`));
    return {
      place: [place.name, place.country].filter((name) => name !== undefined).join(", "),
      temperatureC: current.temperature_2m,
      humidityPercent: current.relative_humidity_2m,
      windKmh: current.wind_speed_10m,
      source: "Open-Meteo",
    };
  },
});

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) {
    throw new Error(`Open-Meteo answered with status ${String(response.status)}.`);
  }
  return response.json();
}
