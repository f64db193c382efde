import { inChild } from "../measure/inChild";
import { exactly } from "../measure/goal";
import { type BenchSuite, judged } from "../measure/row";
import type { RoundTrips } from "./roundTrips/sample";

export const suite: BenchSuite = {
  name: "roundTrips",
  what: "requests that a message makes of the stack's Mastra server",
  run: async () => {
    const { open, first, paths } = await inChild<RoundTrips>("host/roundTrips/sample", "roundTrips", null);
    const rows = [
      judged({
        id: "roundTrips.question",
        what: "requests for one message",
        unit: "count",
        ours: [open],
        goals: [exactly(1)],
        note: paths.join(", "),
      }),
      judged({
        id: "roundTrips.first",
        what: "requests for a message before anything else, when the agents are not known yet",
        unit: "count",
        ours: [first],
        goals: [],
      }),
    ];
    return { rows, curves: [] };
  },
};
