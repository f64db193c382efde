/** The agent whose answers are as long as they are asked for. */
export const AGENT_ID = "answerAgent";

/** The same with a memory. */
export const MEMORY_AGENT_ID = "memoryAgent";

/** The agent that a command of the extension asks; it remembers, too. */
export const WEATHER_AGENT_ID = "weatherAgent";

/**
 * What the bench server is asked for. It travels inside the question's text, so that every client can
 * ask for it in its own way.
 */
export interface AnswerSpec {
  /** Text chunks of the answer. */
  readonly chunks: number;
  /** Characters of a chunk. */
  readonly chunkSize: number;
  /** Bytes of the tool result before the answer, as JSON; 0 for no tool call. */
  readonly resultBytes: number;
  /** Milliseconds of silence before the first text, as a model thinks; 0 for none. */
  readonly thinkMs: number;
  /** Text chunks in a second; 0 for as fast as they are taken. */
  readonly perSecond: number;
  /** No character beyond Latin-1, which models seldom manage: a JavaScript engine keeps it at one byte each. */
  readonly latin: boolean;
}

/** A spec of which only some is said. */
export function answerSpec(spec: Partial<AnswerSpec>): AnswerSpec {
  return { chunks: 20, chunkSize: 8, resultBytes: 0, thinkMs: 0, perSecond: 0, latin: false, ...spec };
}

/** The question that asks for it. */
export function questionFor({ chunks, chunkSize, resultBytes, thinkMs, perSecond, latin }: AnswerSpec): string {
  return `Answer: ${[chunks, chunkSize, resultBytes, thinkMs, perSecond, Number(latin)].join(" ")}.`;
}

/** The last spec that occurs in a text, such as a request's body or a prompt; undefined when there is none. */
export function specIn(text: string): AnswerSpec | undefined {
  const found = [...text.matchAll(/Answer: (\d+) (\d+) (\d+) (\d+) (\d+) ([01])\./g)].at(-1);
  const [chunks = 0, chunkSize = 0, resultBytes = 0, thinkMs = 0, perSecond = 0, latin = 0] = (found ?? [])
    .slice(1)
    .map(Number);
  return found && { chunks, chunkSize, resultBytes, thinkMs, perSecond, latin: latin === 1 };
}

/** The answer's text, in the pieces in which it is sent: words of Markdown, over and over. */
export function piecesOf({ chunks, chunkSize, latin }: AnswerSpec): string[] {
  const words = latin ? WORDS.replace("—", "-") : WORDS;
  const text = words.repeat(Math.ceil(chunkSize / words.length) + 1);
  return Array.from({ length: chunks }, (_, index) => {
    const from = (index * chunkSize) % words.length;
    return text.slice(from, from + chunkSize);
  });
}

const WORDS = [
  "The mean of the month is **9 degrees**, two over the normal — and rising.",
  "- rain on 14 days, most of it in the second week",
  "- wind from the west, up to `62 km/h` at the coast",
  "See [the normals](https://example.com/normals) for the years before.",
].join("\n\n");
