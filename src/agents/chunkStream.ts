import { createParser } from "eventsource-parser";
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
        this.controller.abort(new DOMException("The server has been silent for too long.", "TimeoutError"));
      }
    }, Math.ceil(delayMs));
  }
}

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
 * Leaving the loop early cancels the body, which aborts the model's run on the server.
 *
 * @param idle is told of every piece that arrives; it aborts the request when none does
 * @throws what the body throws: an abort, or a network error when the connection is cut
 */
export async function* readChunks(
  body: ReadableStream<Uint8Array>,
  idle: Pick<IdleTimer, "touch">,
  meter?: StreamMeter,
): AsyncGenerator<readonly AgentChunk[], void, undefined> {
  let ready: AgentChunk[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data !== "[DONE]") {
        ready.push(decode(data));
      }
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      idle.touch();
      const before = performance.now();
      parser.feed(decoder.decode(value, { stream: true }));
      meter?.read(value.byteLength, performance.now() - before);
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

function decode(data: string): AgentChunk {
  try {
    return parseChunk(JSON.parse(data));
  } catch {
    return { type: "other", name: "not JSON" };
  }
}
