import type { StreamMeter } from "../../agents/chunkStream";
import type { AgentChunk } from "../../agents/chunk";

/**
 * What one run took. Milliseconds; the first five from the moment at which the request was made, and undefined
 * for what did not happen.
 */
export interface RunTimes {
  /** Until the server began to answer: its headers. */
  readonly acceptedMs: number | undefined;
  /** Until the first bytes of the stream. */
  readonly firstDataMs: number | undefined;
  /** Until the first words, reasoning among them, were in the conversation: the time to the first token. */
  readonly firstWordsMs: number | undefined;
  /** Until the last bytes of the stream. */
  readonly lastDataMs: number | undefined;
  readonly totalMs: number;
  /** Chunks of the protocol. */
  readonly chunks: number;
  /** Bytes of the stream, as they came. */
  readonly bytes: number;
  /** Spent on decoding and parsing what came. */
  readonly readMs: number;
  /** Spent on bringing chunks into the turn and telling everybody but the panel who hears of it. */
  readonly applyMs: number;
  /** Spent on finding out what the panel does not have yet, and on telling it. */
  readonly panelMs: number;
}

/**
 * Times one run, in production as well: a clock is read four times for each piece from the network and twice for
 * each message to the panel, which is a hundredth of what those cost.
 */
export class TurnTimes implements StreamMeter {
  private readonly began: number;
  private acceptedMs: number | undefined;
  private firstDataMs: number | undefined;
  private firstWordsMs: number | undefined;
  private lastDataMs: number | undefined;
  private chunks = 0;
  private bytes = 0;
  private readMs = 0;
  private applyMs = 0;
  private panelMs = 0;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.began = now();
  }

  /** Told of each piece of the body, after chunks were made of it. */
  read(bytes: number, parseMs: number): void {
    this.lastDataMs = this.now() - this.began - parseMs;
    this.firstDataMs ??= this.lastDataMs;
    this.bytes += bytes;
    this.readMs += parseMs;
  }

  /** Brings chunks in that came together, and counts them. @returns what `change` returns */
  apply<T>(batch: readonly AgentChunk[], change: () => T): T {
    const [before, panelBefore] = [this.now(), this.panelMs];
    const result = change();
    const after = this.now();
    this.applyMs += after - before - (this.panelMs - panelBefore);
    if (batch[0]?.type === "accepted") {
      this.acceptedMs = before - this.began;
      return result;
    }
    this.chunks += batch.length;
    if (this.firstWordsMs === undefined && batch.some(isWords)) {
      this.firstWordsMs = after - this.began;
    }
    return result;
  }

  /** The panel was told; now and then within `apply`, mostly a frame later. @param milliseconds that it took */
  told(milliseconds: number): void {
    this.panelMs += milliseconds;
  }

  /** Up to this moment. */
  get sum(): RunTimes {
    const { acceptedMs, firstDataMs, firstWordsMs, lastDataMs, chunks, bytes, readMs, applyMs, panelMs } = this;
    const totalMs = this.now() - this.began;
    return { acceptedMs, firstDataMs, firstWordsMs, lastDataMs, totalMs, chunks, bytes, readMs, applyMs, panelMs };
  }
}

function isWords({ type }: AgentChunk): boolean {
  return type === "text-delta" || type === "reasoning-delta";
}

/** One line for the log, which is English. It names nothing that was said. */
export function describeRun(times: RunTimes): string {
  const { acceptedMs, firstDataMs, firstWordsMs, lastDataMs, totalMs, chunks, bytes, readMs, applyMs, panelMs } = times;
  const token = firstWordsMs === undefined ? "no words came" : `time to first token ${ms(firstWordsMs)}`;
  const way = [
    after("the server accepted the request", acceptedMs),
    after("first data", firstDataMs),
    after("last data", lastDataMs),
    after("ended", totalMs),
  ].filter((stage) => stage !== "");
  const work = `work here: reading ${ms(readMs)}, adding to the conversation ${ms(applyMs)}, telling the panel ${ms(panelMs)}`;
  return `Answer: ${token}; ${way.join(", ")}; ${String(chunks)} chunks, ${String(bytes)} bytes; ${work}.`;
}

function after(what: string, value: number | undefined): string {
  return value === undefined ? "" : `${what} after ${ms(value)}`;
}

function ms(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
