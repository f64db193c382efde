import type { AnswerSpec } from "../../host/server/answerSpec";
import { atMostOver, judged, type Measured, notMeasured, type Row, timesLess, withUnit } from "../../measure/row";
import { median } from "../../measure/statistics";

export interface WordCase {
  readonly id: string;
  readonly what: string;
  readonly spec: AnswerSpec;
}

/** When the first words of one answer were where, in milliseconds of one clock. */
export interface FirstWords {
  /** Enter was pressed. */
  readonly enter?: number;
  /** The question came to the server. Studio asks in another way. */
  readonly asked?: number;
  /** The server handed them to the socket. */
  readonly wire: number;
  /** The extension handed them to VS Code, for the panel. */
  readonly posted?: number;
  /** The panel, or a bare reader, had them. */
  readonly received?: number;
  /** They stood in the document. */
  readonly text?: number;
  /** The browser began the frame that painted them. */
  readonly frame?: number;
  /** They were painted. */
  readonly painted?: number;
}

type Moment = keyof FirstWords;

export interface WordSamples {
  readonly ours: readonly FirstWords[];
  readonly raw: readonly FirstWords[];
  readonly studio: readonly FirstWords[];
  /** Why there is no Studio. */
  readonly why?: string | undefined;
}

/** One drawn frame. */
const FRAME_MS = 16;

const TEXT = "first words: from the wire into the page's document";
const PAINTED = "first words: from the wire until they are painted";

/** Milliseconds between two moments, one for each answer that has both. */
export function spans(samples: readonly FirstWords[], from: Moment, to: Moment): readonly number[] {
  return samples.flatMap((sample) => {
    const span = (sample[to] ?? Number.NaN) - (sample[from] ?? Number.NaN);
    return Number.isNaN(span) ? [] : [span];
  });
}

/**
 * The rows of one case.
 *
 * @param error milliseconds by which times of the panel's page may be wrong
 */
export function wordRows(
  { id, what }: WordCase,
  { ours, raw, studio, why }: WordSamples,
  error: number,
): readonly Row[] {
  type Span = readonly [from: Moment, to: Moment];
  const row = (name: string, words: string, span: Span, more: Partial<Measured> = {}): Row =>
    judged({
      id: `firstWords.${id}.${name}`,
      what: `${words}; ${what}`,
      unit: "ms",
      ours: spans(ours, ...span),
      goals: [],
      ...more,
    });
  const middle = (...span: Span): string => {
    const values = spans(ours, ...span);
    return values.length === 0 ? "–" : withUnit(median(values), "ms");
  };
  const reader = { name: "a raw fetch reader in the same extension host", values: spans(raw, "wire", "received") };
  const studioRow = (name: string, words: string, span: Span, more: Partial<Measured>): Row =>
    row(name, words, span, {
      against: { name: "Mastra Studio's chat in the same Chromium", values: spans(studio, ...span) },
      ...more,
      ...(why !== undefined && { note: `Studio was not measured: ${why}` }),
    });
  const clocks = `in a real VS Code; the page's clock and the server's were compared to ${error.toFixed(2)} ms`;
  // Who paints is the browser, when its next frame is due; no page has a say in that.
  const frame = `${middle("posted", "received")} are VS Code's way to the page, ${middle("text", "frame")} the wait for the browser's next frame`;
  const way = `${middle("wire", "posted")} until the extension has posted them, ${middle("posted", "received")} VS Code's way to the page, ${middle("received", "text")} in the panel`;
  const run = `${middle("asked", "wire")} are the server's own, from the question to its first words`;
  return [
    row("text", TEXT, ["wire", "text"], { goals: [atMostOver(FRAME_MS)], against: reader, note: clocks }),
    row("painted", PAINTED, ["wire", "painted"], { against: reader, note: frame }),
    row("posted", "of this: until the extension has posted them", ["wire", "posted"]),
    row("received", "then: VS Code's way from the extension host to the panel's page", ["posted", "received"]),
    row("drawn", "then: until the panel has them in its document", ["received", "text"]),
    row("frame", "then: until the browser begins its next frame", ["text", "frame"]),
    row("paint", "then: style, layout and painting of that frame", ["frame", "painted"]),
    studioRow("studioText", TEXT, ["wire", "text"], { goals: [timesLess(10)], note: way }),
    studioRow("studioPainted", PAINTED, ["wire", "painted"], {}),
    studioRow("enter", "first words: from Enter until they are painted", ["enter", "painted"], {
      goals: [timesLess(10)],
      note: run,
    }),
    row("asked", "of this: until the question has come to the server", ["enter", "asked"]),
    row("run", "then: until the server has its first words", ["asked", "wire"]),
  ];
}

/** The row that stands for all when there is no VS Code or no browser. @param why one sentence */
export function unmeasured({ id, what }: WordCase, why: string): Row {
  const row = {
    id: `firstWords.${id}.text`,
    what: `${TEXT}; ${what}`,
    unit: "ms",
    goals: [atMostOver(FRAME_MS)],
  } as const;
  return notMeasured(row, why);
}
