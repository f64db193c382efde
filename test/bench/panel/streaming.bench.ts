import type { Browser } from "playwright-core";
import type { TranscriptPatch } from "../../../src/shared/protocol";
import { longestOf, recordedFrames, recordFrames } from "../browser/frames";
import { MainThread } from "../browser/mainThread";
import { withAnswerServer } from "../host/server/answerServer";
import { type AnswerSpec, answerSpec, piecesOf, questionFor } from "../host/server/answerSpec";
import { atMostTimes } from "../measure/goal";
import { interleaved } from "../measure/interleaved";
import { type BenchSuite, type Findings, judged, type Row } from "../measure/row";
import type { Studio } from "../studio/startStudio";
import { type StudioOrWhy, withStudio } from "../studio/withStudio";
import { StudioChat } from "../studio/studioChat";
import { type HostMessages, hostMessages } from "./hostMessages";
import { LIMIT, PanelPage, type PanelStage, type Timed, withPanels } from "./panelPage";

/**
 * Studio takes 0.4 to 7.7 s for the same answer, as its chunks happen to come (docs/wire.md#mastra-studio):
 * three are too few.
 */
const RUNS = 5;

/** 10 and 44 KB, the sizes at which Studio was measured (docs/wire.md#mastra-studio). */
const CASES = [
  { chunks: 1250, chunkSize: 8, what: "1,250 chunks, 10 KB" },
  { chunks: 5000, chunkSize: 9, what: "5,000 chunks, 45 KB" },
] as const;

/** What an answer costs the page that draws it. */
interface Drawing {
  /** Milliseconds of the main thread, by the processor. */
  readonly work: number;
  /** Milliseconds from one frame to the next, the longest. */
  readonly longest: number;
}

export const suite: BenchSuite = {
  name: "streaming",
  what: "a response that comes as fast as it can, drawn in Chromium",
  run: () =>
    withPanels((stage) =>
      withAnswerServer((origin) => withStudio(origin, (studio) => measure({ ...stage, origin, studio }))),
    ),
};

interface Stage extends PanelStage {
  readonly origin: string;
  readonly studio: StudioOrWhy;
}

async function measure(stage: Stage): Promise<Findings> {
  const rows: Row[] = [];
  for (const { what, ...size } of CASES) {
    rows.push(...(await measureSize(stage, what, answerSpec(size))));
  }
  return { rows, curves: [] };
}

async function measureSize(
  { browser, panels, origin, studio }: Stage,
  what: string,
  spec: AnswerSpec,
): Promise<readonly Row[]> {
  const messages = await hostMessages(origin, spec);
  const single = eachAlone(messages, spec);
  const theirs = typeof studio === "string" ? undefined : studio;
  let why = typeof studio === "string" ? studio : undefined;
  const panel = () => PanelPage.open(browser, panels);
  const empty = () => PanelPage.empty(browser);
  const samples = await interleaved<"ours" | "empty" | "alone" | "emptyAlone" | "studio", Drawing>({
    ours: { times: RUNS, sample: async () => inPanel(await panel(), messages, spec) },
    empty: { times: RUNS, sample: async () => played(await empty(), messages) },
    alone: { times: RUNS, sample: async () => inPanel(await panel(), single, spec) },
    emptyAlone: { times: RUNS, sample: async () => played(await empty(), single) },
    studio: {
      times: theirs ? RUNS : 0,
      sample: () => inStudio(browser, theirs!, spec),
      onFailure: (failure) => (why = failure),
    },
  });
  type Name = keyof typeof samples;
  const row = (id: string, words: string, value: keyof Drawing, [side, other]: readonly [Name, Name]) => ({
    id: `streaming.${spec.chunks}.${id}`,
    what: `${words}; ${what}`,
    unit: "ms" as const,
    ours: samples[side].map((sample) => sample[value]),
    against: {
      name: other === "studio" ? "Mastra Studio's chat on the same server" : LIMIT,
      values: samples[other].map((sample) => sample[value]),
    },
    goals: [],
  });
  const studioRow = (id: string, words: string, value: keyof Drawing): Row =>
    judged({
      ...row(id, words, value, ["ours", "studio"]),
      ...(why !== undefined && { note: `Studio was not measured: ${why}` }),
    });
  const [work, longest] = ["main thread while a response comes", "longest frame while a response comes"];
  const alone = "longest frame when each chunk is a message of its own, all at once";
  return [
    judged({ ...row("work", work, "work", ["ours", "empty"]), goals: [atMostTimes(8)] }),
    judged({ ...row("longest", longest, "longest", ["ours", "empty"]), goals: [atMostTimes(3)] }),
    judged({ ...row("alone", alone, "longest", ["alone", "emptyAlone"]), goals: [atMostTimes(3)] }),
    studioRow("studioWork", work, "work"),
    studioRow("studioLongest", longest, "longest"),
  ];
}

/** What no host does: nothing is put together, and nothing waits for a frame. */
function eachAlone({ before, during }: HostMessages, spec: AnswerSpec): HostMessages {
  const whole = during.flatMap(({ message }) => (message.type === "patches" ? message.patches : []));
  const turns = whole.flatMap((patch) => (patch.op === "turn" && patch.turn.role === "agent" ? [patch.turn] : []));
  const turn = turns.at(-1);
  const thread = during.flatMap(({ message }) => (message.type === "patches" ? [message.threadId] : []))[0];
  if (turn === undefined || thread === undefined) {
    throw new Error("The host sent no answer.");
  }
  const patched = (patch: TranscriptPatch): Timed => ({
    at: 0,
    message: { type: "patches", threadId: thread, patches: [patch] },
  });
  const begun = { ...turn, state: "streaming", parts: [{ kind: "text", id: "text", text: "" }] } as const;
  return {
    before,
    during: [
      patched({ op: "turn", turn: begun }),
      ...piecesOf(spec).map((text) => patched({ op: "append", turnId: turn.id, part: 0, text })),
      patched({ op: "turn", turn }),
    ],
  };
}

async function inPanel(panel: PanelPage, messages: HostMessages, spec: AnswerSpec): Promise<Drawing> {
  return played(panel, messages, async () => {
    const length = await panel.page
      .locator("[data-turn]")
      .last()
      .evaluate((turn) => turn.textContent.length);
    if (length < 0.6 * spec.chunks * spec.chunkSize) {
      throw new Error(`The panel drew ${length} characters of ${spec.chunks * spec.chunkSize}.`);
    }
  });
}

/** @param check looks at the page in the end */
async function played(
  panel: PanelPage,
  { before, during }: HostMessages,
  check?: () => Promise<void>,
): Promise<Drawing> {
  try {
    await panel.tell(...before);
    await panel.hold(during);
    const drawn = await drawing(panel.page, () => panel.play());
    await check?.();
    return drawn;
  } finally {
    await panel.close();
  }
}

async function inStudio(browser: Browser, studio: Studio, spec: AnswerSpec): Promise<Drawing> {
  const chat = await StudioChat.open(browser, studio);
  try {
    return await drawing(chat.page, () => chat.ask(questionFor(spec), spec.chunks * spec.chunkSize));
  } finally {
    await chat.close();
  }
}

async function drawing(page: PanelPage["page"], action: () => Promise<void>): Promise<Drawing> {
  const main = await MainThread.of(page, "threadTicks");
  await recordFrames(page);
  const { tasks } = await main.during(action);
  return { work: tasks, longest: longestOf(await recordedFrames(page)) };
}
