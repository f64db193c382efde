import { snapshot } from "../../e2e/setup/gallery/states/samples";
import { relayout } from "../browser/relayout";
import { MainThread } from "../browser/mainThread";
import { withAnswerServer } from "../host/server/answerServer";
import { MEMORY_AGENT_ID } from "../host/server/answerSpec";
import { seedThread } from "../host/server/seedThread";
import { atMost, atMostTimes, FRAME_MS, type Unit } from "../measure/goal";
import { interleaved } from "../measure/interleaved";
import { type BenchSuite, type Curve, type Findings, judged, type Measured, type Row } from "../measure/row";
import { StudioChat } from "../studio/studioChat";
import { type StudioOrWhy, withStudio } from "../studio/withStudio";
import { LIMIT, PanelPage, type PanelStage, withPanels } from "./panelPage";
import { answerAt, longThread, questionAt, threadId, turnAt, turnId } from "./thread";

/** Turns of a thread. */
const SIZES = [100, 250, 500, 1000, 2000] as const;

/** The one that the goals are for. */
const LARGEST = SIZES[SIZES.length - 1]!;

/** Turns that are added one after the other: a single one says more of the machine than of the panel. */
const ADDED = 10;

const RUNS = 5;

/** What a thread costs the page that shows it; milliseconds by the clock or, of the main thread, by the processor, and megabytes. */
interface Thread {
  /** Until the newest turn is painted. */
  readonly open: number;
  /** Layout, style and scripts for one change of the width. */
  readonly resize: number;
  readonly heap: number;
  /** Main thread for one more turn; 0 where it is not measured. */
  readonly append: number;
}

interface Stage extends PanelStage {
  readonly origin: string;
  readonly studio: StudioOrWhy;
}

export const suite: BenchSuite = {
  name: "panelThread",
  what: "threads of 100 to 2,000 turns in the panel",
  run: () =>
    withPanels((stage) =>
      withAnswerServer((origin) => withStudio(origin, (studio) => measure({ ...stage, origin, studio }))),
    ),
};

/** Who shows the thread. The empty page only hears of it. */
type Threads = Readonly<Record<"ours" | "studio" | "empty", readonly Thread[]>>;

async function measure(stage: Stage): Promise<Findings> {
  let why = typeof stage.studio === "string" ? stage.studio : undefined;
  const bySize = new Map<number, Threads>();
  for (const size of SIZES) {
    await seedThread(stage.origin, size, { resourceId: MEMORY_AGENT_ID, answerAt });
    const taken = await interleaved<keyof Threads, Thread>({
      ours: { times: RUNS, sample: () => inPanel(stage, size) },
      empty: { times: size === LARGEST ? RUNS : 0, sample: () => inEmptyPage(stage, size) },
      studio: {
        times: why === undefined ? RUNS : 0,
        sample: () => inStudio(stage, size),
        onFailure: (failure) => (why = failure),
      },
    });
    bySize.set(size, taken);
  }
  const values = (side: keyof Threads, id: keyof Thread, size: number = LARGEST): readonly number[] =>
    bySize.get(size)?.[side].map((thread) => thread[id]) ?? [];
  const row = (name: string, id: keyof Thread, what: string, more: Partial<Measured> = {}): Row =>
    judged({
      id: `panelThread.${name}`,
      what: `thread of 2,000 turns: ${what}`,
      unit: id === "heap" ? "MB" : "ms",
      ours: values("ours", id),
      goals: [],
      ...more,
    });
  const studioRow = (name: string, id: keyof Thread, what: string): Row =>
    row(name, id, what, {
      against: { name: "Mastra Studio's chat with the same thread", values: values("studio", id) },
      ...(why !== undefined && { note: `Studio was not measured: ${why}` }),
    });
  const empty = (id: keyof Thread) => ({ against: { name: LIMIT, values: values("empty", id) } });
  const [open, resize] = [
    "to the first paint of the newest turns",
    "layout, style and scripts after the width has changed",
  ];
  const curve = (id: keyof Thread, what: string, unit: Unit): Curve => ({
    id: `panelThread.${id}.growth`,
    what,
    x: { name: "turns of the thread", unit: "" },
    y: { name: what, unit },
    lines: (id === "append" ? (["ours"] as const) : (["ours", "studio"] as const)).flatMap((side) => {
      const points = SIZES.map((x) => ({ x, values: values(side, id, x) }));
      const measured = points.filter(({ values }) => values.length > 0);
      return measured.length === 0
        ? []
        : [{ name: side === "ours" ? "Agent Chat" : "Mastra Studio", points: measured }];
    }),
  });
  return {
    rows: [
      row("open", "open", open, { ...empty("open"), goals: [atMostTimes(4)] }),
      studioRow("studioOpen", "open", open),
      row("resize", "resize", resize, { goals: [atMost(FRAME_MS)] }),
      studioRow("studioResize", "resize", resize),
      row("append", "append", "main thread for one more turn", { goals: [atMost(FRAME_MS)] }),
      row("append.length", "append", "main thread for one more turn", {
        against: { name: "the same in a thread of 100 turns", values: values("ours", "append", SIZES[0]) },
        goals: [atMostTimes(1.15)],
      }),
      row("heap", "heap", "heap of the page's scripts", { ...empty("heap"), goals: [atMostTimes(3)] }),
      studioRow("studioHeap", "heap", "heap of the page's scripts"),
    ],
    curves: [
      curve("open", "To the first paint of the newest turns of a thread", "ms"),
      curve("append", "Main thread for one more turn", "ms"),
      curve("heap", "Heap of the page's scripts with a thread", "MB"),
    ],
  };
}

/** In a panel that shows an empty thread; the host's snapshot has all turns. */
async function inPanel({ browser, panels }: Stage, size: number): Promise<Thread> {
  const panel = await PanelPage.open(browser, panels);
  try {
    const main = await MainThread.of(panel.page, "threadTicks");
    await panel.tell(snapshot({ transcript: { threadId: "empty" } }));
    const shown = snapshot({ turns: longThread(size), transcript: { threadId } });
    const open = await panel.painted(shown, `[data-turn="${turnId(size - 1)}"]`);
    await panel.tell();
    const resize = await relayout(panel.page, main);
    const heap = await main.heap();
    const more = (index: number) =>
      panel.tell({ type: "patches", threadId, patches: [{ op: "turn", turn: turnAt(index) }] });
    await more(size);
    const { tasks } = await main.during(async () => {
      for (let index = 1; index <= ADDED; index++) {
        await more(size + index);
      }
    });
    return { open, resize, heap, append: tasks / ADDED };
  } finally {
    await panel.close();
  }
}

/** In a page that hears of the thread and draws one word. */
async function inEmptyPage({ browser }: Stage, size: number): Promise<Thread> {
  const panel = await PanelPage.empty(browser);
  try {
    await panel.tell(snapshot({ transcript: { threadId: "empty" } }));
    const shown = snapshot({ turns: longThread(size), transcript: { threadId } });
    const open = await panel.painted(shown, `[data-words="2"]`);
    const main = await MainThread.of(panel.page);
    return { open, resize: 0, heap: await main.heap(), append: 0 };
  } finally {
    await panel.close();
  }
}

async function inStudio({ browser, studio }: Stage, size: number): Promise<Thread> {
  if (typeof studio === "string") {
    throw new TypeError(studio);
  }
  const chat = await StudioChat.open(browser, studio);
  try {
    const main = await MainThread.of(chat.page, "threadTicks");
    const open = await chat.openThread(`${size} messages`, questionAt(size - 2));
    const resize = await relayout(chat.page, main);
    return { open, resize, heap: await main.heap(), append: 0 };
  } finally {
    await chat.close();
  }
}
