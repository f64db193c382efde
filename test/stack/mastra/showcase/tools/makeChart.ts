import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { MONTHS } from "../../climate/climateNormals";
import { findCity } from "../../climate/findCity";

/** What a chart shows: one bar a month. */
export interface ChartData {
  readonly city: string;
  readonly unit: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

/** The tool `makeChart`: the figures of a chart of a city's year; the model draws the picture from them. */
export const makeChart = createTool({
  id: "makeChart",
  description: "Gathers the monthly temperatures of a city for a chart.",
  inputSchema: z.object({ city: z.string().describe("City, in English") }),
  execute: ({ city }): Promise<ChartData> => {
    const climate = findCity(city);
    if (climate === undefined) {
      return Promise.reject(new Error(`No figures for "${city}".`));
    }
    const bars = MONTHS.map((label, index) => ({ label, value: climate.temperatures[index] ?? 0 }));
    return Promise.resolve({ city: climate.city, unit: "°C", bars });
  },
});
