/**
 * What goes along with a message besides its words: files, selections, problems and the like. Both the
 * chips above the message box and those in a sent turn are drawn from this.
 */

export type ContextKind =
  "file" | "selection" | "openEditors" | "problems" | "terminal" | "gitDiff" | "thread" | "image";

/** One thing attached, as a chip shows it. */
export interface ContextItem {
  readonly id: string;
  readonly kind: ContextKind;
  /** Short, such as a file's name. */
  readonly name: string;
  /** Where it is from: the workspace path, the lines, a count; may be empty. */
  readonly detail: string;
  /** Size of what is sent, in bytes: UTF-8 for text, the file's own size for an image. */
  readonly bytes: number;
  /** True when `openContext` can show where it came from. */
  readonly openable: boolean;
  /** `data:` URL of a picture, for the chip; only for images. */
  readonly preview?: string;
}

/** One row of the `@` completion; choosing it sends its `id` back with `attach`. */
export interface ContextSuggestion {
  readonly id: string;
  readonly kind: ContextKind;
  readonly name: string;
  readonly detail: string;
}

/** A prompt that a person has saved, offered behind `/`. */
export interface SavedPrompt {
  /** Without the slash; letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  readonly description: string;
  readonly text: string;
  /** Where it is from, to tell two of the same name apart: a workspace path, or "Settings". */
  readonly source: string;
}
