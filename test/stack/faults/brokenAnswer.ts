import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault, Position } from "./fault";

type AnswerFault = Extract<Fault, { readonly on: "answer" }>;

/** What a broken answer needs of whoever breaks it. */
export interface Breaking {
  /** Resolves when the network is mended. */
  readonly mended: Promise<unknown>;
  /** Ends the server, and starts it again. */
  readonly restart: () => void;
}

/** Passes a server's answer on, with one thing wrong. */
export async function breakAnswer(
  fault: AnswerFault,
  answer: IncomingMessage,
  response: ServerResponse,
  { mended, restart }: Breaking,
): Promise<void> {
  const head = (changes: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(answer.statusCode ?? 502, { ...without(answer.headers, "content-length"), ...changes });
    response.flushHeaders();
  };
  switch (fault.then) {
    case "late":
      await mended;
      head();
      answer.pipe(response);
      return;
    case "type":
      head({ "content-type": fault.contentType });
      answer.pipe(response);
      return;
    case "bytewise":
      head();
      await bytewise(answer, response);
      return;
    case "brokenGzip":
      head({ "content-encoding": "gzip" });
      response.end(broken(await whole(answer, fault.at)));
      return;
    case "endless":
      answer.resume();
      head();
      await endless(fault.bytes, response);
      return;
    default:
      if (fault.at.kind !== "head") {
        head();
        await upTo(fault.at, answer, response);
      } else if (fault.then === "end") {
        response.socket?.end();
      }
      if (fault.then === "end") {
        response.end();
      } else if (fault.then !== "silence") {
        response.socket?.resetAndDestroy();
      }
      if (fault.then === "restart") {
        restart();
      }
      // The server sees that nobody listens any more, or that somebody still does.
      if (fault.then === "silence") {
        answer.resume();
      } else {
        answer.destroy();
      }
  }
}

/** @param names in lower case */
export function without(headers: IncomingHttpHeaders, ...names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}

/** Passes on what comes before the position; all of it when the answer ends earlier. */
async function upTo(at: Position, answer: IncomingMessage, response: ServerResponse): Promise<void> {
  let known = Buffer.alloc(0);
  let passed = 0;
  const pass = async (end: number): Promise<void> => {
    if (end > passed) {
      const piece = known.subarray(passed, end);
      passed = end;
      // Sent before the connection is reset, which throws away what still waits.
      await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    }
  };
  for await (const piece of answer) {
    known = Buffer.concat([known, piece as Buffer]);
    const end = offset(at, known);
    await pass(end ?? (at.kind === "half" ? passed : known.length));
    if (end !== undefined) {
      return;
    }
  }
  await pass(at.kind === "half" ? Math.floor(known.length / 2) : known.length);
}

/** What stands behind each event, and behind each record of a workflow's run. */
const ENDS = ["\n\n", "\x1e"];

/** The place behind a mark; 0 where there is none. @param at -1 for none */
function endOf(mark: string, at: number): number {
  return at < 0 ? 0 : at + mark.length;
}

function offset(at: Position, known: Buffer): number | undefined {
  switch (at.kind) {
    case "bytes":
      return known.length >= at.bytes ? at.bytes : undefined;
    case "events": {
      let end = 0;
      for (let events = 0; events < at.events; events += 1) {
        const ends = ENDS.map((mark) => endOf(mark, known.indexOf(mark, end))).filter((next) => next > 0);
        if (ends.length === 0) {
          return undefined;
        }
        end = Math.min(...ends);
      }
      const { bytes = 0 } = at;
      return known.length >= end + bytes ? end + bytes : undefined;
    }
    case "before": {
      // A character for each byte.
      const found = known.toString("latin1").search(at.text);
      return found < 0 ? undefined : Math.max(...ENDS.map((mark) => endOf(mark, known.lastIndexOf(mark, found))));
    }
    default:
      return undefined;
  }
}

/** Bytes that are packets of their own; of those behind them several are. */
const SINGLE_BYTES = 500;

async function bytewise(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.socket?.setNoDelay(true);
  let sent = 0;
  for await (const piece of answer) {
    for (const byte of piece as Buffer) {
      if (!response.writable) {
        return;
      }
      response.write(Buffer.of(byte));
      sent += 1;
      if (sent < SINGLE_BYTES || sent % 500 === 0) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }
  response.end();
}

async function endless(bytes: number, response: ServerResponse): Promise<void> {
  const piece = Buffer.alloc(1024 * 1024, "x");
  const gone = once(response, "close");
  for (let sent = 0; sent < bytes && response.writable && !response.destroyed; sent += piece.length) {
    if (!response.write(piece)) {
      await Promise.race([once(response, "drain"), gone]);
    }
  }
  response.end();
}

/** Good up to the middle. */
function broken(text: Buffer): Buffer {
  const packed = gzipSync(text);
  return packed.fill(0xff, Math.floor(packed.length / 2));
}

/** @param at where it is left, when it comes so far */
async function whole(answer: IncomingMessage, at: Position = { kind: "half" }): Promise<Buffer> {
  let known = Buffer.alloc(0);
  for await (const piece of answer) {
    known = Buffer.concat([known, piece as Buffer]);
    const end = offset(at, known);
    if (end !== undefined) {
      return known.subarray(0, end);
    }
  }
  return known;
}
