import { inChild } from "../measure/inChild";
import { atMostOver, FRAME_MS } from "../measure/goal";
import { type BenchSuite, type Findings, judged } from "../measure/row";
import type { FirstTokenOf, FirstTokens } from "./firstToken/sample";
import { withAnswerServer } from "./server/answerServer";
import { answerSpec } from "./server/answerSpec";

const RUNS = 30;

/** With a model that thinks first, and with one whose first words come together with the run's beginning. */
const CASES = [
  {
    id: "thinking",
    what: "the model thinks for 100 ms",
    spec: answerSpec({ chunks: 50, thinkMs: 100, perSecond: 500 }),
  },
  { id: "instant", what: "the first words come with the start of the run", spec: answerSpec({ chunks: 50 }) },
] as const;

export const suite: BenchSuite = {
  name: "firstToken",
  what: "from the first text on the wire to the message for the panel",
  run: () => withAnswerServer(measure),
};

async function measure(origin: string): Promise<Findings> {
  const rows = [];
  for (const { id, what, spec } of CASES) {
    const argument: FirstTokenOf = { origin, spec, runs: RUNS };
    const { ours, raw } = await inChild<FirstTokens>("host/firstToken/sample", "firstTokens", argument);
    rows.push(
      judged({
        id: `firstToken.${id}`,
        what: `first token: from the wire to the panel's message; ${what}`,
        unit: "ms",
        ours,
        against: { name: "a raw fetch reader in the same process", values: raw },
        goals: [atMostOver(FRAME_MS)],
      }),
    );
  }
  return { rows, curves: [] };
}
