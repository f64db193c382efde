import { join } from "node:path";
import { ensureCodeServer } from "../../stack/host/ensureCodeServer";
import { inChild } from "../measure/inChild";
import { interleaved } from "../measure/interleaved";
import { exactly, type Goal, timesLess } from "../measure/goal";
import { type BenchSuite, type Findings, judged } from "../measure/row";
import type { Activation, ActivationOf } from "./activation/sample";

const RUNS = 9;

const THEIRS = "github-authentication, built in";

export const suite: BenchSuite = {
  name: "activation",
  what: "loading and activating the extension, on a stub of VS Code's API",
  run: measure,
};

async function measure(): Promise<Findings> {
  const sample = (folder: string) => (): Promise<Activation> =>
    inChild<Activation>("host/activation/sample", "activationSample", {
      folder,
      main: join(folder, "dist", "extension.js"),
    } satisfies ActivationOf);
  const github = await githubAuthentication();
  const sides = {
    ours: { times: RUNS, sample: sample(process.cwd()) },
    theirs: { times: github ? RUNS : 0, sample: sample(github ?? "") },
  };
  const { ours, theirs } = await interleaved(sides);
  const compared = (id: string, what: string, goals: readonly Goal[], pick: (activation: Activation) => number) =>
    judged({
      id,
      what,
      unit: "ms",
      ours: ours.map(pick),
      against: { name: THEIRS, values: theirs.map(pick) },
      goals,
      ...(github ? {} : { note: "VS Code could not be fetched, so there is nothing to compare with" }),
    });
  const none = (id: string, what: string, pick: (activation: Activation) => number) =>
    judged({ id, what, unit: "count", ours: ours.map(pick), goals: [exactly(0)] });
  return {
    rows: [
      compared(
        "activation.total",
        "activation: loading the code and activate(), own time",
        [timesLess(1)],
        ({ loadMs, activateMs }) => loadMs + activateMs,
      ),
      compared("activation.activate", "of that, activate()", [timesLess(1)], ({ activateMs }) => activateMs),
      none("activation.requests", "requests during activate()", ({ requests }) => requests),
      none("activation.files", "files read during activate()", ({ files }) => files),
      none("activation.timers", "timers that wait after activate()", ({ timers }) => timers),
    ],
    curves: [],
  };
}

/** Its folder in the VS Code that the tests use; undefined when that cannot be had. */
async function githubAuthentication(): Promise<string | undefined> {
  try {
    return join(await ensureCodeServer(console.log), "lib", "vscode", "extensions", "github-authentication");
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
