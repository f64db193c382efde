import { snapshot } from "../../e2e/setup/gallery/states/samples";
import { relayout } from "../browser/relayout";
import { MainThread } from "../browser/mainThread";
import { withAnswerServer } from "../host/server/answerServer";
import { MEMORY_AGENT_ID } from "../host/server/answerSpec";
import { seedThread } from "../host/server/seedThread";
import { interleaved } from "../measure/interleaved";
import {
  atMost,
  atMostTimes,
  type BenchSuite,
  type Curve,
  type Findings,
  type Goal,
  judged,
  timesLess,
  type Unit,
} from "../measure/row";
import { StudioChat } from "../studio/studioChat";
import { type StudioOrWhy, withStudio } from "../studio/withStudio";
import { PanelPage, type PanelStage, withPanels } from "./panelPage";
import { answerAt, longThread, questionAt, threadId, turnAt, turnId } from "./thread";

/** Turns of a thread. */
const SIZES = [100, 250, 500, 1000, 2000] as const;

/** The one that the goals are for. */
const LARGEST = SIZES[SIZES.length - 1]!;

/** Turns that are added one after the other: a single one says more of the machine than of the panel. */
const ADDED = 10;

/** What a thread costs the page that shows it; milliseconds, and megabytes. */
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

async function measure(stage: Stage): Promise<Findings> {
  const bySize = new Map<number, Record<"ours" | "studio", readonly Thread[]>>();
  for (const size of SIZES) {
    await seedThread(stage.origin, size, { resourceId: MEMORY_AGENT_ID, answerAt });
    const runs = size === LARGEST ? 3 : 1;
    const taken = await interleaved<"ours" | "studio", Thread>({
      ours: { times: 3, sample: () => inPanel(stage, size) },
      studio: { times: typeof stage.studio === "string" ? 0 : runs, sample: () => inStudio(stage, size) },
    });
    bySize.set(size, taken);
  }
  const largest = bySize.get(LARGEST)!;
  const row = (id: keyof Thread, what: string, unit: Unit, goals: readonly Goal[]) =>
    judged({
      id: `panelThread.${id}`,
      what: `thread of 2,000 turns: ${what}`,
      unit,
      ours: largest.ours.map((thread) => thread[id]),
      ...(id !== "append" && {
        against: {
          name: "Mastra Studio's chat with the same thread",
          values: largest.studio.map((thread) => thread[id]),
        },
      }),
      goals,
      ...(typeof stage.studio === "string" && { note: `Studio was not measured: ${stage.studio}` }),
    });
  const curve = (id: keyof Thread, what: string, unit: Unit): Curve => ({
    id: `panelThread.${id}.growth`,
    what,
    x: { name: "turns of the thread", unit: "" },
    y: { name: what, unit },
    lines: (id === "append" ? (["ours"] as const) : (["ours", "studio"] as const)).flatMap((side) => {
      const points = SIZES.map((x) => ({ x, values: bySize.get(x)![side].map((thread) => thread[id]) }));
      const measured = points.filter(({ values }) => values.length > 0);
      return measured.length === 0
        ? []
        : [{ name: side === "ours" ? "Agent Chat" : "Mastra Studio", points: measured }];
    }),
  });
  return {
    rows: [
      row("open", "to the first paint of the newest turns", "ms", [atMost(150)]),
      row("resize", "layout, style and scripts after the width has changed", "ms", [atMost(20)]),
      row("append", "main thread for one more turn", "ms", [atMost(16)]),
      judged({
        id: "panelThread.append.length",
        what: "thread of 2,000 turns: main thread for one more turn",
        unit: "ms",
        ours: largest.ours.map(({ append }) => append),
        against: {
          name: "the same in a thread of 100 turns",
          values: bySize.get(SIZES[0])!.ours.map(({ append }) => append),
        },
        goals: [atMostTimes(1.15)],
      }),
      row("heap", "heap of the page's scripts", "MB", [timesLess(2)]),
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
    const main = await MainThread.of(panel.page);
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

async function inStudio({ browser, studio }: Stage, size: number): Promise<Thread> {
  if (typeof studio === "string") {
    throw new TypeError(studio);
  }
  const chat = await StudioChat.open(browser, studio);
  try {
    const main = await MainThread.of(chat.page);
    const open = await chat.openThread(`${size} messages`, questionAt(size - 2));
    const resize = await relayout(chat.page, main);
    return { open, resize, heap: await main.heap(), append: 0 };
  } finally {
    await chat.close();
  }
}
