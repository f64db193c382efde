import { createStep, createWorkflow } from "@mastra/core/workflows";
import { z } from "zod";
import { findCity } from "../../climate/findCity";

const citySchema = z.object({ city: z.string(), meanTemperatureC: z.number(), precipitationMm: z.number() });

const lookUp = createStep({
  id: "lookUp",
  description: "Looks up one city's year",
  inputSchema: z.string(),
  outputSchema: citySchema,
  execute: ({ inputData }) => {
    const climate = findCity(inputData);
    if (climate === undefined) {
      return Promise.reject(new Error(`No figures for "${inputData}".`));
    }
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const meanTemperatureC = Math.round((sum(climate.temperatures) / 12) * 10) / 10;
    return Promise.resolve({ city: climate.city, meanTemperatureC, precipitationMm: sum(climate.precipitation) });
  },
});

const compare = createStep({
  id: "compare",
  description: "Puts the warmest first",
  inputSchema: z.array(citySchema),
  outputSchema: z.object({ ranking: z.array(citySchema) }),
  execute: ({ inputData }) =>
    Promise.resolve({ ranking: [...inputData].sort((a, b) => b.meanTemperatureC - a.meanTemperatureC) }),
});

/** A workflow of two steps, the first once for every city. It fails at a city without figures. */
export const compareCities = createWorkflow({
  id: "compareCities",
  description: "Looks up several cities and puts the warmest first.",
  inputSchema: z.object({ cities: z.array(z.string()).describe("Cities, in English") }),
  outputSchema: z.object({ ranking: z.array(citySchema) }),
})
  .map(({ inputData }) => Promise.resolve(inputData.cities))
  .foreach(lookUp)
  .then(compare)
  .commit();
