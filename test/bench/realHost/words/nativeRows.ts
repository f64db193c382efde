import { samplesInWords } from "../../measure/inWords";
import { judged, notMeasured, type Row } from "../../measure/row";
import { errorOf, type FirstWords, spans, type WordCase } from "./wordRows";

export type NativeCase = Pick<WordCase, "id" | "what">;

/** One response in the panel, or in VS Code's own chat. */
export interface NativeWords extends FirstWords {
  /** Milliseconds of the window's main thread, by the processor, from Enter until the response is complete. */
  readonly work: number;
}

const OTHER = "VS Code's own chat in the same window, with the same agent";
const PAINTED = "first words, beside VS Code's chat: from Enter until they are painted";

/**
 * The rows of one case. They have no goals: VS Code's chat asks in another way, with its own prompt and tools, and
 * writes words at a pace of its own.
 */
export function nativeRows(
  { id, what }: NativeCase,
  { ours, native }: Readonly<Record<"ours" | "native", readonly NativeWords[]>>,
): readonly Row[] {
  const row = (name: string, words: string, from: "enter" | "wire", to: "asked" | "painted", note = ""): Row =>
    judged({
      id: `nativeChat.${id}.${name}`,
      what: `${words}; ${what}`,
      unit: "ms",
      ours: spans(ours, from, to),
      ...errorOf(ours, from, to),
      against: { name: OTHER, values: spans(native, from, to), ...errorOf(native, from, to) },
      goals: [],
      ...(note === "" ? {} : { note }),
    });
  const own = (samples: readonly NativeWords[]): string =>
    samplesInWords({ values: spans(samples, "asked", "wire") }, "ms");
  const server = `${own(ours)} and ${own(native)} are the server's own, from the message to its first words`;
  return [
    row("enter", PAINTED, "enter", "painted", server),
    row("asked", "of this: until the message has come to the server", "enter", "asked"),
    row("painted", "of this: from the wire until they are painted", "wire", "painted"),
    judged({
      id: `nativeChat.${id}.work`,
      what: `main thread of the window, beside VS Code's chat: from Enter until the response is complete; ${what}`,
      unit: "ms",
      ours: ours.map(({ work }) => work),
      against: { name: OTHER, values: native.map(({ work }) => work) },
      goals: [],
      note: "by the processor; the workbench's own work is in both",
    }),
  ];
}

/** The row that stands for all when there is no VS Code or no browser. @param why one sentence */
export function nativeUnmeasured({ id, what }: NativeCase, why: string): Row {
  return notMeasured({ id: `nativeChat.${id}.enter`, what: `${PAINTED}; ${what}`, unit: "ms", goals: [] }, why);
}
