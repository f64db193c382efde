import type { Wrong } from "../../../form/readForm";

/** What every box of a form knows of the whole. */
export interface FormFrame {
  /** Goes before a box's path in ids of the page. */
  readonly id: string;
  /** What is to be changed, by path; empty until somebody tried to send. */
  readonly wrong: Wrong;
}

/** The id of a box, and of the texts that describe it. */
export function idOf(frame: FormFrame, path: string): string {
  return `${frame.id}-${path}`;
}

/** Attributes that tie a box to its description and to what is wrong with it. */
export function describedBy(
  frame: FormFrame,
  path: string,
  described: boolean,
): { readonly "aria-describedby": string | undefined; readonly "aria-invalid": true | undefined } {
  const wrong = frame.wrong.has(path);
  const ids = [described ? `${idOf(frame, path)}-about` : "", wrong ? `${idOf(frame, path)}-wrong` : ""].filter(
    (id) => id !== "",
  );
  return { "aria-describedby": ids.length === 0 ? undefined : ids.join(" "), "aria-invalid": wrong ? true : undefined };
}
