import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Tokens } from "marked";
import { hasGrown } from "../../shared/growing";
import { memo } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import { BlockView } from "./blockView";
import { pathQuestionsOf } from "./filePaths";
import { type Block, MarkdownStream } from "./markdownStream";
import { mathLexer } from "./mathPart";

/**
 * Characters that a text grows by in one frame: reading and drawing 44 KB at once took 170 ms
 * (docs/wire.md#the-panel-what-drawing-costs).
 */
const step = 4000;

/**
 * Characters that are read and drawn again within a tenth of a frame (1.6 ms for 6 KB of a list,
 * docs/wire.md#the-panel-what-drawing-costs).
 */
const tenth = 6000;

interface Gradual {
  readonly text: string;
  readonly finished: boolean;
}

/**
 * As much of a growing text as one frame can draw: what came all at once is drawn in several, each
 * with more of it. A text that is drawn for the first time, or is another one than before, is given whole.
 *
 * @param open characters of the text that each drawing reads again, such as those of a list that still grows. The
 * more they are, the fewer frames are drawn, so that a long block costs no greater share of the time than a short one.
 */
function useGradual(text: string, finished: boolean, open: number): Gradual {
  const shown = useRef(text);
  const latest = useRef(text);
  latest.current = text;
  /** True until the frame for the next piece: what comes before it is not drawn beside that piece. */
  const pausing = useRef(false);
  const [, redraw] = useState(0);
  if (!hasGrown(text, shown.current)) {
    shown.current = text;
  } else if (!pausing.current) {
    shown.current = text.length > shown.current.length + step ? text.slice(0, shown.current.length + step) : text;
  }
  const { length } = shown.current;
  const whole = length === text.length;
  const frames = whole && open <= tenth ? 0 : Math.max(1, Math.ceil(open / tenth));
  useLayoutEffect(() => {
    pausing.current = frames > 0;
    let left = frames;
    let frame = 0;
    const next = (): void => {
      if (left-- > 0) {
        frame = requestAnimationFrame(next);
      } else if (frames > 0) {
        pausing.current = false;
        if (latest.current !== shown.current) {
          redraw((count) => count + 1);
        }
      }
    };
    next();
    return () => cancelAnimationFrame(frame);
  }, [length, frames]);
  return { text: shown.current, finished: finished && whole };
}

/** Blocks that are drawn together. */
type BlockRun = readonly Block[];

/** Drawn blocks of a run: about a screen of a sidebar. */
const runLength = 16;

/**
 * The blocks in runs, from the first one on; there is always one. A run that is as it was before is the
 * same array again, so that what an answer costs while it grows does not grow with it.
 */
export function runsOf(blocks: readonly Block[], before: readonly BlockRun[]): readonly BlockRun[] {
  const runs: BlockRun[] = [];
  let start = 0;
  do {
    const end = endOfRun(blocks, start);
    const old = before[runs.length];
    runs.push(old !== undefined && isRun(old, blocks, start, end) ? old : blocks.slice(start, end));
    start = end;
  } while (start < blocks.length);
  return runs;
}

/** False for blank lines and definitions. */
function isDrawn({ token }: Block): boolean {
  return token.type !== "space" && token.type !== "def";
}

/** What is not drawn belongs to the run before it. */
function endOfRun(blocks: readonly Block[], start: number): number {
  let drawn = 0;
  for (let index = start; index < blocks.length; index++) {
    const block = blocks[index];
    if (block !== undefined && isDrawn(block) && drawn++ === runLength) {
      return index;
    }
  }
  return blocks.length;
}

function isRun(run: BlockRun, blocks: readonly Block[], start: number, end: number): boolean {
  return run.length === end - start && run.every((block, index) => block === blocks[start + index]);
}

interface RunViewProps {
  readonly run: BlockRun;
  /** Depth of the answer's first heading. */
  readonly firstDepth: number;
}

/**
 * Some blocks in a box of their own, which costs next to nothing while it is out of sight. (To keep the nodes
 * of blocks instead of comparing properties saves little, and each would keep the answer as it was then: Preact's
 * nodes know their parents, 30 MB for 80 KB, measured.)
 */
const RunView = memo(function RunView({ run, firstDepth }: RunViewProps) {
  return (
    <div class="blockRun">
      {run.map((block, index) => isDrawn(block) && <BlockView key={index} block={block} firstDepth={firstDepth} />)}
    </div>
  );
});

interface MarkdownProps {
  readonly text: string;
  /** False while more text may come. */
  readonly finished: boolean;
}

/** An answer's Markdown. While it grows, the nodes of finished blocks stay, and so does a selection. */
export function Markdown({ text, finished }: MarkdownProps) {
  const panel = usePanel();
  const stream = useRef<MarkdownStream>(null);
  stream.current ??= new MarkdownStream();
  const runs = useRef<readonly BlockRun[]>([]);
  const drawn = useGradual(text, finished, stream.current.openLength);
  const blocks = stream.current.update(drawn.text, drawn.finished);
  runs.current = runsOf(blocks, runs.current);
  const { settledCount, awaitsMath } = stream.current;
  const [, readAgain] = useState(false);
  useEffect(() => {
    if (awaitsMath) {
      // Without it, formulas are text.
      mathLexer().then(
        () => readAgain(true),
        () => undefined,
      );
    }
  }, [awaitsMath]);
  useEffect(() => {
    pathQuestionsOf(panel).ask(blocks.slice(0, settledCount));
    // Blocks settle at the end, or all of them are read again.
  }, [panel, settledCount, blocks[0], blocks[settledCount - 1]]);
  const heading = blocks.find(({ token }) => token.type === "heading")?.token as Tokens.Heading | undefined;
  return (
    <div class="markdown">
      {runs.current.map((run, index) => (
        <RunView key={index} run={run} firstDepth={heading?.depth ?? 1} />
      ))}
    </div>
  );
}
