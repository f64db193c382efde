import { useEffect, useRef, useState } from "preact/hooks";
import type { Tokens } from "marked";
import { memo } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import { BlockView } from "./blockView";
import { References } from "./definitionView";
import { askForFiles } from "./fileNames";
import { type Block, MarkdownStream } from "./markdownStream";
import { mathLexer } from "./mathPart";
import { useGradual } from "./useGradual";

/** Blocks that are drawn together. */
type BlockRun = readonly Block[];

/** Drawn blocks of a run: about a screen of a sidebar. */
const runLength = 16;

/**
 * The blocks in runs, from the first one on; there is always one. A run that is as it was before is the
 * same array again, so that what an answer costs while it grows does not grow with it.
 */
export function runsOf(
  blocks: readonly Block[],
  before: readonly BlockRun[],
  references: ReadonlySet<string>,
): readonly BlockRun[] {
  const runs: BlockRun[] = [];
  let start = 0;
  do {
    const end = endOfRun(blocks, start, references);
    const old = before[runs.length];
    runs.push(old !== undefined && isRun(old, blocks, start, end) ? old : blocks.slice(start, end));
    start = end;
  } while (start < blocks.length);
  return runs;
}

/** False for blank lines, and for definitions of links that something refers to. */
function isDrawn({ token }: Block, references: ReadonlySet<string>): boolean {
  return token.type !== "space" && !(token.type === "def" && references.has((token as Tokens.Def).tag));
}

/** What is not drawn belongs to the run before it. */
function endOfRun(blocks: readonly Block[], start: number, references: ReadonlySet<string>): number {
  let drawn = 0;
  for (let index = start; index < blocks.length; index++) {
    const block = blocks[index];
    if (block !== undefined && isDrawn(block, references) && drawn++ === runLength) {
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
      {run.map(
        (block, index) =>
          block.token.type !== "space" && <BlockView key={index} block={block} firstDepth={firstDepth} />,
      )}
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
  const { settledCount, references, awaitsMath } = stream.current;
  runs.current = runsOf(blocks, runs.current, references);
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
    askForFiles(panel, blocks.slice(0, settledCount));
    // Blocks settle at the end, or all of them are read again.
  }, [panel, settledCount, blocks[0], blocks[settledCount - 1]]);
  const heading = blocks.find(({ token }) => token.type === "heading")?.token as Tokens.Heading | undefined;
  return (
    <div class="markdown">
      <References.Provider value={references}>
        {runs.current.map((run, index) => (
          <RunView key={index} run={run} firstDepth={heading?.depth ?? 1} />
        ))}
      </References.Provider>
    </div>
  );
}
