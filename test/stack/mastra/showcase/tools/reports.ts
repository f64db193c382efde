import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { CITIES, MONTHS } from "../../climate/climateNormals";

/** One day of one city; the figures are the month's means. */
export interface ReportRow {
  readonly id: number;
  readonly city: string;
  readonly country: string;
  readonly date: string;
  readonly temperatureC: number;
  readonly precipitationMm: number;
}

export interface Report {
  readonly title: string;
  readonly explained: boolean;
  readonly rows: readonly ReportRow[];
}

/** About 110 bytes a row as JSON, so that the whole result has some 5 MB. */
const ROWS = 45_000;

/** The tool `bigReport`: a result of about 5 MB, as a careless query of a database would bring. */
export const bigReport = createTool({
  id: "bigReport",
  description: "Exports every day of many cities, which is a lot.",
  inputSchema: z.object({ explained: z.boolean().optional().describe("Whether an explanation follows") }),
  execute: ({ explained = false }): Promise<Report> =>
    Promise.resolve({ title: "Every day of many cities", explained, rows: reportRows() }),
});

/** The tool `brokenTool`, which always throws an error with a stack and a cause. */
export const brokenTool = createTool({
  id: "brokenTool",
  description: "Reads a sensor that does not answer.",
  inputSchema: z.object({ sensor: z.string().describe("Name of the sensor") }),
  execute: ({ sensor }): Promise<never> => {
    const cause = new Error("connect ECONNREFUSED 10.0.0.17:502");
    return Promise.reject(new Error(`The sensor "${sensor}" does not answer.`, { cause }));
  },
});

/** The tool `launchBalloon`, which emits a chunk of a type that no client knows. */
export const launchBalloon = createTool({
  id: "launchBalloon",
  description: "Launches a weather balloon and reports in a way of its own.",
  inputSchema: z.object({}),
  execute: async (_input, { writer }): Promise<{ readonly altitudeM: number }> => {
    await writer?.custom({ type: "balloon-telemetry", payload: { altitudeM: 31_000 } });
    return { altitudeM: 31_000 };
  },
});

function reportRows(): ReportRow[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const { city, country, temperatures, precipitation } = CITIES[index % CITIES.length] ?? CITIES[0]!;
    const day = Math.floor(index / CITIES.length);
    const month = Math.floor(day / 28) % MONTHS.length;
    const date = `2025-${String(month + 1).padStart(2, "0")}-${String((day % 28) + 1).padStart(2, "0")}`;
    const temperatureC = temperatures[month] ?? NaN;
    return { id: index + 1, city, country, date, temperatureC, precipitationMm: precipitation[month] ?? NaN };
  });
}
