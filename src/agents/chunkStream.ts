import { createParser } from "eventsource-parser";
import { within } from "../shared/delay";
import type { AgentChunk } from "./chunk";
import { parseChunk } from "./parseChunk";

/**
 * Aborts a request when nothing has arrived for a while. Mastra sends no keep-alive on `/stream`
 * (docs/wire.md#mastra-silence), so silence is the only sign of a dead connection.
 *
 * A touch costs one clock reading; the timer itself is set again only when it fires too early.
 */
export class IdleTimer {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private lastTouch = performance.now();

  /** @param idleMs milliseconds of silence allowed; 0 never aborts */
  constructor(private readonly idleMs: number) {
    this.arm(idleMs);
  }

  /** Aborted with a `TimeoutError` when the time is over. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  touch(): void {
    this.lastTouch = performance.now();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private arm(delayMs: number): void {
    if (this.idleMs <= 0) {
      return;
    }
    this.timer = setTimeout(() => {
      const left = this.lastTouch + this.idleMs - performance.now();
      if (left > 0) {
        this.arm(left);
      } else {
        this.controller.abort(new DOMException("Silent for too long.", "TimeoutError"));
      }
    }, Math.ceil(delayMs));
  }
}

/**
 * Milliseconds that a stream may stay silent after it has said that the run failed, or that it has said all: long
 * enough for the `finish` with the usage, and for the server to close the connection itself.
 */
export const GRACE_MS = 3_000;

/** Told of each piece of a stream as it arrives. */
export interface StreamMeter {
  /** @param parseMs milliseconds that it took to make chunks of the piece */
  read(bytes: number, parseMs: number): void;
}

/**
 * Reads a `text/event-stream` body as chunks, those together that came in one piece from the network: each
 * hop from one generator to the next costs as much as parsing a chunk. `@mastra/client-js` copies the whole message at each
 * chunk and drops events with CRLF or an `id:` line; a standard parser does neither (docs/wire.md#mastra-client-js).
 *
 * Leaving the loop early cancels the body, which aborts the model's run on the server. A server that announces the
 * end, by an `error` or by `[DONE]`, and then leaves the connection open is left after a short grace.
 *
 * @param idle is told of every piece that arrives; it aborts the request when none does
 * @param graceMs milliseconds
 * @throws what the body throws: an abort, or a network error when the connection is cut
 */
export async function* readChunks(
  body: ReadableStream<Uint8Array>,
  idle: Pick<IdleTimer, "touch">,
  meter?: StreamMeter,
  graceMs = GRACE_MS,
): AsyncGenerator<readonly AgentChunk[], void, undefined> {
  let ready: AgentChunk[] = [];
  let saidAll = false as boolean;
  /** When the stream is left unless more comes; undefined until its end was announced. */
  let deadline: number | undefined;
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === "[DONE]") {
        saidAll = true;
      } else {
        ready.push(decode(data));
      }
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const reading = reader.read();
      const piece = await (deadline === undefined ? reading : within(reading, deadline - performance.now()));
      if (piece === undefined || piece.done) {
        return;
      }
      const { value } = piece;
      idle.touch();
      const before = performance.now();
      parser.feed(decoder.decode(value, { stream: true }));
      meter?.read(value.byteLength, performance.now() - before);
      // Comments and chunks that nobody knows are no reason to wait longer.
      if (deadline === undefined ? saidAll || ready.some(isError) : ready.some(isKnown)) {
        deadline = performance.now() + graceMs;
      }
      if (ready.length > 0) {
        const batch = ready;
        ready = [];
        yield batch;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function isError({ type }: AgentChunk): boolean {
  return type === "error";
}

function isKnown({ type }: AgentChunk): boolean {
  return type !== "other";
}

function decode(data: string): AgentChunk {
  try {
    return parseChunk(JSON.parse(data));
  } catch {
    return { type: "other", name: "not JSON" };
  }
}
