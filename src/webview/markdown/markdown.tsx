import type { Tokens } from "marked";
import { useEffect, useRef } from "preact/hooks";
import { usePanel } from "../panelContext";
import { type BlockRun, runsOf } from "./blockRuns";
import { MarkdownStream } from "./markdownStream";
import { pathQuestionsOf } from "./pathQuestions";
import { RunView } from "./runView";
import { useGradual } from "./useGradual";

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
  const { settledCount } = stream.current;
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
