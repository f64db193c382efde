import { setTimeout as delay } from "node:timers/promises";
import { createTool } from "@mastra/core/tools";
import { z } from "zod";
import { CITIES } from "../../climate/climateNormals";

/** The mean of one station's year. */
export interface Reading {
  readonly station: string;
  readonly meanTemperatureC: number;
}

/**
 * The tool `measureStations`, which says how far it has come in both ways that Mastra has: with
 * `writer.write` (a `tool-output` chunk) and with `writer.custom` (`data-progress`, whose id replaces).
 *
 * @param pauseMs between two stations, in milliseconds
 */
export function createMeasureStations(pauseMs: number) {
  return createTool({
    id: "measureStations",
    description: "Reads weather stations, one after the other, and says how far it has come.",
    inputSchema: z.object({ count: z.number().int().min(1).max(20).describe("How many stations") }),
    execute: async ({ count }, { agent, writer, abortSignal }): Promise<{ readonly readings: readonly Reading[] }> => {
      const readings: Reading[] = [];
      for (const { city, temperatures } of CITIES.slice(0, count)) {
        const sum = temperatures.reduce((total, value) => total + value, 0);
        const reading = { station: city, meanTemperatureC: Math.round((sum / temperatures.length) * 10) / 10 };
        readings.push(reading);
        await writer?.write(reading);
        const percent = Math.round((readings.length / count) * 100);
        const label = `${readings.length} of ${count} stations`;
        const id = `stations-${agent?.toolCallId ?? "alone"}`;
        await writer?.custom({ type: "data-progress", id, data: { percent, label } });
        await delay(pauseMs, undefined, abortSignal === undefined ? {} : { signal: abortSignal });
      }
      await writer?.custom({ type: "data-stations", transient: true, data: { done: readings.length } });
      return { readings };
    },
  });
}
