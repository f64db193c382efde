import type { AnswerSpec } from "../../host/server/answerSpec";
import { atMostOver, FRAME_MS } from "../../measure/goal";
import { samplesInWords } from "../../measure/inWords";
import { judged, type Measured, notMeasured, type Row } from "../../measure/row";

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
  /** Milliseconds by which the moments of the page may be wrong, all alike. */
  readonly clockError?: number;
}

type Moment = Exclude<keyof FirstWords, "clockError">;

type Span = readonly [from: Moment, to: Moment];

/** What a page has seen, by its own clock; `received` is one of them for the panel, not for a bare reader. */
const IN_PAGE: ReadonlySet<Moment> = new Set(["enter", "received", "text", "frame", "painted"]);

export interface WordSamples {
  readonly ours: readonly FirstWords[];
  readonly raw: readonly FirstWords[];
  readonly studio: readonly FirstWords[];
  /** Why there is no Studio. */
  readonly why?: string | undefined;
}

const TEXT = "first words: from the wire into the page's document";
const PAINTED = "first words: from the wire until they are painted";

/** Milliseconds between two moments, one for each answer that has both. */
export function spans(samples: readonly FirstWords[], from: Moment, to: Moment): readonly number[] {
  return samples.flatMap((sample) => {
    const span = (sample[to] ?? Number.NaN) - (sample[from] ?? Number.NaN);
    return Number.isNaN(span) ? [] : [span];
  });
}

/** By how much those may be wrong: between two moments of one page nothing of its clock's error is left. */
export function errorOf(samples: readonly FirstWords[], from: Moment, to: Moment): { readonly error?: number } {
  const error = Math.max(0, ...samples.map(({ clockError = 0 }) => clockError));
  return error > 0 && IN_PAGE.has(from) !== IN_PAGE.has(to) ? { error } : {};
}

/** The rows of one case. Studio stands there to compare; what can be reached at all is what the raw reader shows. */
export function wordRows({ id, what }: WordCase, { ours, raw, studio, why }: WordSamples): readonly Row[] {
  const row = (name: string, words: string, span: Span, more: Partial<Measured> = {}): Row =>
    judged({
      id: `firstWords.${id}.${name}`,
      what: `${words}; ${what}`,
      unit: "ms",
      ours: spans(ours, ...span),
      ...errorOf(ours, ...span),
      goals: [],
      ...more,
    });
  const middle = (...span: Span): string =>
    samplesInWords({ values: spans(ours, ...span), ...errorOf(ours, ...span) }, "ms");
  const reader = { name: "a raw fetch reader in the same extension host", values: spans(raw, "wire", "received") };
  const studioRow = (name: string, words: string, span: Span, more: Partial<Measured>): Row =>
    row(name, words, span, {
      against: {
        name: "Mastra Studio's chat in the same Chromium",
        values: spans(studio, ...span),
        ...errorOf(studio, ...span),
      },
      ...more,
      ...(why !== undefined && { note: `Studio was not measured: ${why}` }),
    });
  const { error = 0 } = errorOf(ours, "wire", "text");
  const clocks = `in a real VS Code; the page's clock and the server's were compared to ${error.toFixed(2)} ms`;
  // Who paints is the browser, when its next frame is due; no page has a say in that.
  const frame = `${middle("posted", "received")} are VS Code's way to the page, ${middle("text", "frame")} the wait for the browser's next frame`;
  const way = `${middle("wire", "posted")} until the extension has posted them, ${middle("posted", "received")} VS Code's way to the page, ${middle("received", "text")} in the panel`;
  const run = `${middle("asked", "wire")} are the server's own, from the message to its first words`;
  return [
    row("text", TEXT, ["wire", "text"], { goals: [atMostOver(FRAME_MS)], against: reader, note: clocks }),
    row("painted", PAINTED, ["wire", "painted"], { against: reader, note: frame }),
    row("posted", "of this: until the extension has posted them", ["wire", "posted"]),
    row("received", "then: VS Code's way from the extension host to the panel's page", ["posted", "received"]),
    row("drawn", "then: until the panel has them in its document", ["received", "text"]),
    row("frame", "then: until the browser begins its next frame", ["text", "frame"]),
    row("paint", "then: style, layout and painting of that frame", ["frame", "painted"]),
    studioRow("studioText", TEXT, ["wire", "text"], { note: way }),
    studioRow("studioPainted", PAINTED, ["wire", "painted"], {}),
    studioRow("enter", "first words: from Enter until they are painted", ["enter", "painted"], { note: run }),
    row("asked", "of this: until the message has come to the server", ["enter", "asked"]),
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
