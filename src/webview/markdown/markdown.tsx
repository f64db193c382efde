import type { Tokens } from "marked";
import { useEffect, useRef } from "preact/hooks";
import { usePanel } from "../panelContext";
import { runsOf } from "./blockRuns";
import { drawRun, type DrawnRun } from "./drawnRun";
import { MarkdownStream } from "./markdownStream";
import { pathQuestionsOf } from "./pathQuestions";
import { useGradual } from "./useGradual";

interface Props {
  readonly text: string;
  /** False while more text may come. */
  readonly finished: boolean;
}

/** An answer's Markdown. While it grows, the nodes of finished blocks stay, and so does a selection. */
export function Markdown({ text, finished }: Props) {
  const panel = usePanel();
  const stream = useRef<MarkdownStream>(null);
  stream.current ??= new MarkdownStream();
  const runs = useRef<readonly DrawnRun[]>([]);
  const drawn = useGradual(text, finished);
  const blocks = stream.current.update(drawn.text, drawn.finished);
  const { settledCount } = stream.current;
  useEffect(() => {
    pathQuestionsOf(panel).ask(blocks.slice(0, settledCount));
    // Blocks settle at the end, or all of them are read again.
  }, [panel, settledCount, blocks[0], blocks[settledCount - 1]]);
  const heading = blocks.find(({ token }) => token.type === "heading")?.token as Tokens.Heading | undefined;
  const before = runs.current;
  runs.current = runsOf(blocks, before.map(({ run }) => run)).map((run, index) =>
    drawRun(run, heading?.depth ?? 1, before[index]),
  );
  return <div class="markdown">{runs.current.map(({ box }) => box)}</div>;
}
