import type { Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { memo } from "../components/preactHelpers";
import { usePieces } from "./pieces";

/** Blocks of a piece of a long quote, blank lines between them included: about a screen of a sidebar. */
const pieceLength = 32;

interface PieceProps {
  readonly tokens: readonly Token[];
  readonly content: (tokens: readonly Token[]) => ComponentChildren;
}

const Piece = memo(function Piece({ tokens, content }: PieceProps) {
  return <div>{content(tokens)}</div>;
});

interface QuoteViewProps {
  readonly quote: Tokens.Blockquote;
  readonly content: PieceProps["content"];
}

/** A quote. Of a long one, only the last piece is drawn again while it grows, and only what is in sight is laid out. */
export function QuoteView({ quote, content }: QuoteViewProps) {
  const pieces = usePieces(quote.tokens, pieceLength);
  return pieces.length === 1 ? (
    <blockquote>{content(quote.tokens)}</blockquote>
  ) : (
    <blockquote class="pieces">
      {pieces.map((tokens, index) => (
        <Piece key={index} tokens={tokens} content={content} />
      ))}
    </blockquote>
  );
}
