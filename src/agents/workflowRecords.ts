import type { IdleTimer } from "./chunkStream";

/** Stands between two records (ASCII; RFC 7464 has it in front of each). */
const SEPARATOR = "\x1e";

/** Characters up to which a record is read; a longer one is left out. */
const MAX_RECORD = 8_000_000;

/**
 * Reads the stream of a workflow's run: JSON records with a separator between them (docs/wire.md#mastra-workflows).
 * What is no JSON is left out. Leaving the loop early closes the connection, and the run goes on.
 *
 * @param idle is told of every piece that arrives; it aborts the request when none does
 * @throws what the body throws: an abort, or a network error when the connection is cut
 */
export async function* readRecords(
  body: ReadableStream<Uint8Array>,
  idle: Pick<IdleTimer, "touch">,
): AsyncGenerator<unknown, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let tooLong = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      idle.touch();
      const pieces = decoder.decode(value, { stream: true }).split(SEPARATOR);
      const last = pieces.pop() ?? "";
      for (const piece of pieces) {
        const record = tooLong ? undefined : parse(rest + piece);
        [rest, tooLong] = ["", false];
        if (record !== undefined) {
          yield record;
        }
      }
      tooLong ||= rest.length + last.length > MAX_RECORD;
      rest = tooLong ? "" : rest + last;
    }
    const record = tooLong ? undefined : parse(rest);
    if (record !== undefined) {
      yield record;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parse(record: string): unknown {
  try {
    return JSON.parse(record) as unknown;
  } catch {
    return undefined;
  }
}
