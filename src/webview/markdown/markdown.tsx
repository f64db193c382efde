import type { Tokens } from "marked";
import { useEffect, useRef } from "preact/hooks";
import { usePanel } from "../panelContext";
import { BlockView } from "./blockView";
import { MarkdownStream } from "./markdownStream";
import { pathQuestionsOf } from "./pathQuestions";

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
  const blocks = stream.current.update(text, finished);
  const { settledCount } = stream.current;
  useEffect(() => pathQuestionsOf(panel).ask(blocks.slice(0, settledCount)), [panel, blocks, settledCount]);
  const heading = blocks.find(({ token }) => token.type === "heading")?.token as Tokens.Heading | undefined;
  return (
    <div class="markdown">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} firstDepth={heading?.depth ?? 1} />
      ))}
    </div>
  );
}
