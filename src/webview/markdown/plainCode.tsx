import { memo } from "../memo";

/** About two screens of a sidebar: few enough to be laid out at every chunk. */
const pieceLines = 64;

/**
 * Code without colours. Long code is in pieces that the browser lays out one by one: a page of 48 KB in
 * one piece is laid out anew with every chunk, 4.4 s of the main thread in all (measured).
 */
export function PlainCode({ code }: { readonly code: string }) {
  const pieces = piecesOf(code);
  return pieces.length === 1 ? (
    <>{code}</>
  ) : (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} code={piece} />
      ))}
    </>
  );
}

const Piece = memo(function Piece({ code }: { readonly code: string }) {
  return <span class="codePiece">{code}</span>;
});

/** Whole lines each, but for the last one. */
function piecesOf(code: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let lines = 0;
  for (let end = code.indexOf("\n"); end >= 0; end = code.indexOf("\n", end + 1)) {
    if (++lines % pieceLines === 0) {
      pieces.push(code.slice(start, end + 1));
      start = end + 1;
    }
  }
  return start < code.length || pieces.length === 0 ? [...pieces, code.slice(start)] : pieces;
}
