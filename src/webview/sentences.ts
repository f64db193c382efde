/** A sentence ends at its mark plus any closing quote or bracket, and only once a space follows it. */
const sentenceEnd = /[.!?…][)"'”’\]*_]*(?=\s)|[。！？][」』）]?/gu;
const fence = /^ {0,3}(`{3,}|~{3,})/;

export interface Spoken {
  /** Finished sentences as plain words; empty when none is finished. */
  readonly text: string;
  /** Where the next reading starts. */
  readonly next: number;
  readonly inFence: boolean;
}

/**
 * Reads finished sentences out of streamed Markdown, from an offset on. Code blocks are named, not
 * read: hearing code letter by letter stops the reader from reaching the words after it.
 *
 * @param codeWord what is said instead of a code block
 * @param final the text is complete: what is left counts as a sentence
 */
export function finishedSentences(
  markdown: string,
  from: number,
  inFence: boolean,
  codeWord: string,
  final: boolean,
): Spoken {
  const words: string[] = [];
  let next = from;
  let inside = inFence;
  for (let end = markdown.indexOf("\n", next); end >= 0; end = markdown.indexOf("\n", next)) {
    const line = markdown.slice(next, end);
    next = end + 1;
    if (fence.test(line)) {
      inside = !inside;
      words.push(inside ? codeWord : "");
    } else if (!inside) {
      words.push(plainWords(line));
    }
  }
  if (!inside && !fence.test(markdown.slice(next))) {
    const rest = markdown.slice(next);
    const length = final ? rest.length : lastSentenceEnd(rest);
    words.push(plainWords(rest.slice(0, length)));
    next += length;
  }
  return { text: words.filter((word) => word !== "").join(" "), next, inFence: inside };
}

function lastSentenceEnd(text: string): number {
  const last = [...text.matchAll(sentenceEnd)].at(-1);
  return last ? last.index + last[0].length : 0;
}

/** A line of Markdown without its signs. */
function plainWords(line: string): string {
  if (/^[\s|:-]+$/.test(line)) {
    return "";
  }
  return line
    .replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+)+/, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|__|[`*]|~~/g, "")
    .replace(/\s*\|\s*/g, ", ")
    .replace(/^, |, $/g, "")
    .trim();
}
