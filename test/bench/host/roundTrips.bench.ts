import { inChild } from "../measure/inChild";
import { atMostOver, exactly } from "../measure/goal";
import { type BenchSuite, judged } from "../measure/row";
import type { RoundTrips } from "./roundTrips/sample";

export const suite: BenchSuite = {
  name: "roundTrips",
  what: "requests that a message makes of the stack's Mastra server",
  run: async () => {
    const { open, first, paths, kept, firstWords } = await inChild<RoundTrips>(
      "host/roundTrips/sample",
      "roundTrips",
      null,
    );
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
      judged({
        id: "roundTrips.kept",
        what: "requests for one message whose run is kept alive",
        unit: "count",
        ours: [kept.length],
        goals: [exactly(2)],
        note: kept.join(", "),
      }),
      judged({
        id: "roundTrips.keptWords",
        what: "first words: from the message to the panel's message, of a run that is kept alive",
        unit: "ms",
        ours: firstWords.kept,
        against: { name: "a run that ends with its connection", values: firstWords.plain },
        goals: [atMostOver(10)],
      }),
    ];
    return { rows, curves: [] };
  },
};
