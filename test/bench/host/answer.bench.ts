import type { Cost } from "../measure/cost";
import { inChild } from "../measure/inChild";
import { interleaved } from "../measure/interleaved";
import { atMost, atMostTimes } from "../measure/goal";
import { type BenchSuite, type Findings, judged, type Line, type Measured } from "../measure/row";
import { growths } from "../measure/statistics";
import type { SampleOf } from "./answer/sample";
import type { Side } from "./answer/clients";
import { withAnswerServer } from "./server/answerServer";
import { type AnswerSpec, answerSpec } from "./server/answerSpec";

/** Thousands of characters of an answer. */
const SIZES = [41, 82, 123, 410] as const;
type Size = (typeof SIZES)[number];

/** Characters of a chunk; the 10 KB in 1,250 chunks of docs/wire.md#mastra-studio. */
const CHUNK = 8;

/** So often the sides are measured, by turns: `agent.stream()` takes a minute for the longest answer. */
const RUNS = 5;

const NAMES: { readonly [side in Side]: string } = {
  ours: "AgentService",
  chat: "the whole chat, with its messages to the panel",
  clientJs: "@mastra/client-js agent.stream()",
  bare: "fetch and an SSE parser",
};

const STALL = "tool result of 1 MB and 1,000 chunks, longest stall of the event loop";

type Costs = { readonly [side in Side]: readonly Cost[] };

export const suite: BenchSuite = {
  name: "answer",
  what: "processor time for a whole response, and the longest stall of a large tool result",
  run: () => withAnswerServer(measure),
};

async function measure(origin: string): Promise<Findings> {
  const bySize = new Map<Size, Costs>();
  for (const size of SIZES) {
    const spec = answerSpec({ chunks: Math.round((size * 1000) / CHUNK), chunkSize: CHUNK });
    bySize.set(size, await sides(origin, spec));
  }
  const latin = await sides(origin, answerSpec({ chunks: (123 * 1000) / CHUNK, chunkSize: CHUNK, latin: true }));
  const result = await sides(origin, answerSpec({ chunks: 1_000, resultBytes: 1_000_000 }));
  const lines = (["ours", "chat", "clientJs", "bare"] as const).map((side): Line => ({
    name: NAMES[side],
    points: SIZES.map((x) => ({ x, values: cpu(bySize.get(x), side) })),
  }));
  const rows = [
    ...([123, 410] as const).map((size) => ({
      ...compared(`answer.cpu.${String(size)}`, `whole response of ${String(size)} KB, CPU`, bySize.get(size)),
      goals: [],
      ...(size === 410 ? { note: NOTE } : {}),
    })),
    {
      ...compared("answer.cpu.latin", "whole response of 123 KB without a sign beyond Latin-1, CPU", latin),
      goals: [],
    },
    {
      ...compared(
        "answer.chat.410",
        "whole response of 410 KB with conversation and messages to the panel, CPU",
        bySize.get(410),
      ),
      ours: cpu(bySize.get(410), "chat"),
      goals: [],
    },
    {
      id: "answer.bare",
      what: "whole response of 410 KB, CPU, beside bare SSE parsing",
      unit: "ms" as const,
      ours: cpu(bySize.get(410), "ours"),
      against: { name: NAMES.bare, values: cpu(bySize.get(410), "bare") },
      goals: [atMostTimes(1.5)],
    },
    {
      id: "answer.chat.bare",
      what: "whole response of 410 KB with conversation and messages to the panel, CPU, beside bare SSE parsing",
      unit: "ms" as const,
      ours: cpu(bySize.get(410), "chat"),
      against: { name: NAMES.bare, values: cpu(bySize.get(410), "bare") },
      goals: [atMostTimes(2)],
    },
    {
      id: "answer.growth",
      what: "power of its length with which the cost of a response grows",
      unit: "count" as const,
      ours: growths(lines[0]?.points ?? []),
      against: { name: NAMES.clientJs, values: growths(lines[2]?.points ?? []) },
      goals: [atMost(1.1)],
    },
    {
      id: "answer.stall",
      what: STALL,
      unit: "ms" as const,
      ours: stalls(result, "chat"),
      against: { name: NAMES.bare, values: stalls(result, "bare") },
      goals: [atMostTimes(3)],
    },
    {
      id: "answer.stall.clientJs",
      what: STALL,
      unit: "ms" as const,
      ours: stalls(result, "chat"),
      against: { name: NAMES.clientJs, values: stalls(result, "clientJs") },
      goals: [],
    },
  ] satisfies Measured[];
  const curve = {
    id: "answer",
    what: "Processor time of a whole response",
    x: { name: "length of the response", unit: "KB" },
    y: { name: "CPU", unit: "ms" as const },
    lines,
  };
  return { rows: rows.map(judged), curves: [curve] };
}

const NOTE =
  "text as models write it, with a dash beyond Latin-1; each chunk then costs client-js a copy of the whole message at two bytes a character";

function compared(id: string, what: string, costs: Costs | undefined): Omit<Measured, "goals"> {
  return {
    id,
    what,
    unit: "ms",
    ours: cpu(costs, "ours"),
    against: { name: NAMES.clientJs, values: cpu(costs, "clientJs") },
  };
}

function cpu(costs: Costs | undefined, side: Side): readonly number[] {
  return costs?.[side].map(({ cpuMs }) => cpuMs) ?? [];
}

function stalls(costs: Costs, side: Side): readonly number[] {
  return costs[side].map(({ stallMs }) => stallMs);
}

function sides(origin: string, spec: AnswerSpec): Promise<Costs> {
  const sample = (side: Side) => (): Promise<Cost> =>
    inChild<Cost>("host/answer/sample", "answerSample", { side, origin, spec } satisfies SampleOf);
  return interleaved({
    ours: { times: RUNS, sample: sample("ours") },
    chat: { times: RUNS, sample: sample("chat") },
    clientJs: { times: RUNS, sample: sample("clientJs") },
    bare: { times: RUNS, sample: sample("bare") },
  });
}
