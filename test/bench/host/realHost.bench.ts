import { type BenchSuite, type Findings, judged, notMeasured, timesLess } from "../measure/row";
import { runningExtensions } from "./realHost/runningExtensions";

const OURS = "Agent Chat for Mastra and Clerk";
const THEIRS = "GitHub Authentication";

const WINDOWS = 5;

export const suite: BenchSuite = {
  name: "realHost",
  what: "activation by a command in a real VS Code, as it says itself",
  run: measure,
};

async function measure(): Promise<Findings> {
  const row = { id: "activation.realHost", what: "activation by a command in a real VS Code, as its list of running extensions says", unit: "ms" as const, goals: [timesLess(1)] };
  try {
    const times = await runningExtensions([OURS, THEIRS], WINDOWS);
    const against = { name: "github-authentication, built in", values: times[THEIRS] ?? [] };
    return { rows: [judged({ ...row, ours: times[OURS] ?? [], against })], curves: [] };
  } catch (error) {
    return { rows: [notMeasured(row, error instanceof Error ? error.message : String(error))], curves: [] };
  }
}
