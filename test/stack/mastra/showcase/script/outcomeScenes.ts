import type { Decision } from "../../model/decision";
import type { Scene } from "./scene";

/** Calls that fail in the ways that tools have, and results that are easily spoilt. */
export const OUTCOME_SCENES: readonly Scene[] = [
  outcome("Ask the remote service", /\bremote service\b/i, "remoteForecast", { city: "Oslo" }),
  outcome("Measure with bad arguments", /\bbad arguments\b/i, "measureStations", { count: 99 }),
  outcome("Calibrate a sensor", /\bcalibrate\b/i, "calibrate", { sensor: "barometer 4" }),
  outcome("Run the checks", /\brun the checks\b/i, "runChecks", {}),
  outcome("Read the ledger", /\bledger\b/i, "readLedger", {}),
];

/** What is said after these tools; undefined after any other. */
export function answerToOutcome(toolName: string): string | undefined {
  return ANSWERS[toolName];
}

const ANSWERS: Readonly<Record<string, string>> = {
  remoteForecast: "The remote service refused the key.",
  calibrate: "Somebody has to look at the cable of the barometer.",
  runChecks: "Three checks passed, one failed.",
  readLedger: "That is the entry, digit by digit.",
};

function outcome(phrase: string, asked: RegExp, toolName: string, args: Readonly<Record<string, unknown>>): Scene {
  return { phrase, asked, decide: (): Decision => ({ toolCalls: [{ toolName, args }] }) };
}
