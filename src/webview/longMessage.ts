/** Lines and characters of a message that are drawn until somebody asks for all of it. */
const firstLines = 40;
const firstCharacters = 4000;

/** Characters of a piece of a long message, at least: a page lays out so many in a frame. */
const pieceLength = 20_000;

/**
 * What of a long message is drawn at first. Looks no further into the text than that.
 *
 * @returns undefined for a message that is short enough to be drawn as a whole
 */
export function beginningOf(text: string): string | undefined {
  let end = -1;
  for (let line = 0; line < firstLines && end < firstCharacters; line += 1) {
    end = text.indexOf("\n", end + 1);
    if (end < 0) {
      return text.length > firstCharacters ? cutAt(text, firstCharacters) : undefined;
    }
  }
  // A line's end at the very end begins no other line.
  return end <= firstCharacters && end >= text.length - 1 ? undefined : cutAt(text, Math.min(end, firstCharacters));
}

/**
 * A message as pieces that stand below each other, so that only those in sight are laid out. The line break
 * between two of them is in neither: the blocks make it.
 */
export function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (;;) {
    let end = text.indexOf("\n", from + pieceLength);
    if (end < 0) {
      return [...pieces, text.slice(from)];
    }
    // An empty line has to stand at a piece's beginning; at its end nothing would be drawn of it.
    while (end > from + 1 && text[end - 1] === "\n") {
      end -= 1;
    }
    pieces.push(text.slice(from, end));
    from = end + 1;
  }
}

/** The first characters of a text; no cut parts the two halves of one character (a surrogate pair). */
export function cutAt(text: string, at: number): string {
  const code = text.charCodeAt(at - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? at - 1 : at);
}
