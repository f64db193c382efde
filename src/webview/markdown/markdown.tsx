import type { Tokens } from "marked";
import { useRef } from "preact/hooks";
import { BlockView } from "./blockView";
import { MarkdownStream } from "./markdownStream";

interface Props {
  readonly text: string;
  /** False while more text may come. */
  readonly finished: boolean;
}

/** An answer's Markdown. While it grows, the nodes of finished blocks stay, and so does a selection. */
export function Markdown({ text, finished }: Props) {
  const stream = useRef<MarkdownStream>(null);
  stream.current ??= new MarkdownStream();
  const blocks = stream.current.update(text, finished);
  const heading = blocks.find(({ token }) => token.type === "heading")?.token as Tokens.Heading | undefined;
  return (
    <div class="markdown">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} firstDepth={heading?.depth ?? 1} />
      ))}
    </div>
  );
}
