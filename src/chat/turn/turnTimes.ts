import type { StreamMeter } from "../../agents/chunkStream";
import type { AgentChunk } from "../../agents/chunk";

/** What one run took. Milliseconds; from the moment at which the request was made, where nothing else is said. */
export interface RunTimes {
  /** Until the server began to answer. */
  readonly acceptedMs: number | undefined;
  /** Until the first words, reasoning among them. */
  readonly firstWordsMs: number | undefined;
  readonly totalMs: number;
  /** Chunks of the protocol. */
  readonly chunks: number;
  /** Bytes of the stream, as they came. */
  readonly bytes: number;
  /** Spent on decoding and parsing what came. */
  readonly parseMs: number;
  /** Spent on bringing chunks into the turn and telling everybody who hears of it. */
  readonly applyMs: number;
}

/**
 * Times one run, in production as well: a clock is read once for each piece from the network and twice
 * for each chunk, which is a hundredth of what a chunk costs.
 */
export class TurnTimes implements StreamMeter {
  private readonly began: number;
  private acceptedMs: number | undefined;
  private firstWordsMs: number | undefined;
  private chunks = 0;
  private bytes = 0;
  private parseMs = 0;
  private applyMs = 0;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.began = now();
  }

  /** Told of each piece of the body. */
  read(bytes: number, parseMs: number): void {
    this.bytes += bytes;
    this.parseMs += parseMs;
  }

  /** Brings a chunk in, and counts it. */
  apply(chunk: AgentChunk, change: () => void): void {
    const before = this.now();
    change();
    const after = this.now();
    this.applyMs += after - before;
    if (chunk.type === "accepted") {
      this.acceptedMs = before - this.began;
      return;
    }
    this.chunks += 1;
    if (chunk.type === "text-delta" || chunk.type === "reasoning-delta") {
      this.firstWordsMs ??= after - this.began;
    }
  }

  /** Up to this moment. */
  get sum(): RunTimes {
    const { acceptedMs, firstWordsMs, chunks, bytes, parseMs, applyMs } = this;
    return { acceptedMs, firstWordsMs, totalMs: this.now() - this.began, chunks, bytes, parseMs, applyMs };
  }
}

/** One line for the log. It names nothing that was said. */
export function describeRun(times: RunTimes): string {
  const { acceptedMs, firstWordsMs, totalMs, chunks, bytes, parseMs, applyMs } = times;
  const words = firstWordsMs === undefined ? "no words" : `first words after ${ms(firstWordsMs)}`;
  const accepted = acceptedMs === undefined ? "" : ` (the server answered after ${ms(acceptedMs)})`;
  const size = `${String(chunks)} chunks, ${String(bytes)} bytes in ${ms(totalMs)}`;
  return `Run: ${words}${accepted}; ${size}; parsing ${ms(parseMs)}, applying ${ms(applyMs)}.`;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
