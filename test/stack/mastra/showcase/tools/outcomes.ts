import { createTool } from "@mastra/core/tools";
import { z } from "zod";

/** A result as an MCP server gives it (MCP 2025-06-18, "Tools, Tool Result"). */
interface McpResult {
  readonly content: readonly { readonly type: "text"; readonly text: string }[];
  readonly isError: boolean;
}

/** The tool `remoteForecast`, whose server answers in MCP's way that it cannot. */
export const remoteForecast = createTool({
  id: "remoteForecast",
  description: "Asks another server for a forecast, with a key that it does not take.",
  inputSchema: z.object({ city: z.string() }),
  execute: (): Promise<McpResult> =>
    Promise.resolve({ content: [{ type: "text", text: "API key invalid" }], isError: true }),
});

/** The tool `calibrate`, which throws an error of several lines, with the stack of another program among them. */
export const calibrate = createTool({
  id: "calibrate",
  description: "Calibrates a sensor, which does not work.",
  inputSchema: z.object({ sensor: z.string() }),
  execute: ({ sensor }): Promise<never> => {
    const lines = [
      `The sensor "${sensor}" could not be calibrated.`,
      "Expected 1013.25 hPa, measured 0 hPa.",
      "    at calibrate (/srv/stations/calibrate.js:12:5)",
      "Check its cable and try again.",
    ];
    return Promise.reject(new Error(lines.join("\n")));
  },
});

/** The tool `runChecks`, whose output is that of a program in a terminal: with colours, a bar and a link. */
export const runChecks = createTool({
  id: "runChecks",
  description: "Runs the checks of the stations.",
  inputSchema: z.object({}),
  execute: (): Promise<string> => {
    const bar = [10, 50, 100].map((percent) => `\r\u001b[K\u001b[36mreading\u001b[39m ${percent}%`).join("");
    const lines = [
      bar.slice(1),
      "\u001b[32m✓\u001b[39m 3 passed",
      "\u001b[1;31m✗ 1 failed\u001b[0m \u001b[2m(station 17)\u001b[22m",
      "\u001b[38;5;208mwarning\u001b[0m battery low",
      "\u001b]8;;https://example.com/stations/17\u0007report\u001b]8;;\u0007",
    ];
    return Promise.resolve(lines.join("\n"));
  },
});

/** The tool `readLedger`, which answers with JSON as a text: numbers of it are more exact than a computer's. */
export const readLedger = createTool({
  id: "readLedger",
  description: "Reads an entry of the ledger.",
  inputSchema: z.object({}),
  execute: (): Promise<string> => Promise.resolve('{"id":822106502566256641,"price":1.10,"note":"one","note":"two"}'),
});
