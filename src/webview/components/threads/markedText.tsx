interface MarkedTextProps {
  readonly text: string;
  /** Words to mark; nothing is marked when they are empty or not there. */
  readonly words: string;
}

/** A text with the places marked where a search found its words. */
export function MarkedText({ text, words }: MarkedTextProps) {
  return (
    <>
      {splitAt(text, words).map((piece, index) =>
        // Every other piece is a match.
        index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
      )}
    </>
  );
}

/** Pieces of a text, in turn outside and inside of the places where the words stand. Letter case does not count. */
export function splitAt(text: string, words: string): readonly string[] {
  const wanted = words.trim();
  if (wanted === "") {
    return [text];
  }
  const literal = wanted.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&");
  return text.split(new RegExp(`(${literal})`, "iu"));
}
