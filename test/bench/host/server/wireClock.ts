import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";

/** The header by which a request names itself, to be asked about later. Those without share a name: the empty one. */
export const WIRE_KEY = "x-bench-key";

/** Nanoseconds as text, of the clock that all processes of this machine share; empty when there was none. */
export interface WireTimes {
  /** A question came. */
  readonly asked: string;
  /** The first text of an answer was handed to the system. */
  readonly words: string;
}

const WORDS = '"text-delta"';

/** Notes when questions come, and when the first text of an answer goes out. */
export class WireClock {
  private readonly names = new WeakMap<Socket, string>();
  private readonly asked = new Map<string, string>();
  private readonly words = new Map<string, string>();

  /** Notes that a request has come; what its connection sends from now on is its answer. */
  came(request: IncomingMessage): void {
    const name = String(request.headers[WIRE_KEY] ?? "");
    this.names.set(request.socket, name);
    if (request.method === "POST" && request.url?.split("?")[0]?.endsWith("/stream")) {
      this.asked.set(name, now());
    }
  }

  /**
   * Watches what a connection hands to the system. Only there it is on the wire: what a stream has passed on
   * may wait in Node until all that is ready has been written.
   */
  watch(socket: Socket): void {
    const note = (...pieces: readonly unknown[]): void => {
      const name = this.names.get(socket) ?? "";
      if (!this.words.has(name) && pieces.some((piece) => String(piece).includes(WORDS))) {
        this.words.set(name, now());
      }
    };
    const [one, many] = [socket._write.bind(socket), socket._writev?.bind(socket)];
    socket._write = (chunk: unknown, ...rest) => {
      note(chunk);
      one(chunk, ...rest);
    };
    if (many !== undefined) {
      socket._writev = (chunks, callback) => {
        note(...chunks.map(({ chunk }) => chunk as unknown));
        many(chunks, callback);
      };
    }
  }

  /** When it was. Forgets it, so that the next text with this name is a first one again. */
  take(name: string): WireTimes {
    const times = { asked: this.asked.get(name) ?? "", words: this.words.get(name) ?? "" };
    this.asked.delete(name);
    this.words.delete(name);
    return times;
  }
}

function now(): string {
  return String(process.hrtime.bigint());
}
