import type * as vscode from "vscode";
import type { Proposal } from "./proposal";

interface OfFile {
  readonly uri: vscode.Uri;
  /** For people and agents: the path in the workspace. */
  readonly label: string;
}

/** What becomes of one file, once a person has accepted it. */
export type FileChange =
  | (OfFile & { readonly kind: "edit"; readonly proposal: Proposal })
  | (OfFile & { readonly kind: "create"; readonly text: string })
  /** `text` of a file that is going away or moving; undefined for one that is none. */
  | (OfFile & { readonly kind: "delete"; readonly text: string | undefined })
  | (OfFile & {
      readonly kind: "move";
      readonly text: string | undefined;
      readonly to: vscode.Uri;
      readonly toLabel: string;
    });

/** Changes that are looked at together, and written together or not at all. */
export interface ChangeSet {
  /** The name of the view that shows them. */
  readonly title: string;
  /** What the person is asked, in one sentence. */
  readonly question: string;
  readonly changes: readonly FileChange[];
  /** Called right before something is written. */
  readonly beforeWrite: (changes: readonly FileChange[]) => Promise<void>;
}

/** What a person has made of a set. */
export interface DecidedSet {
  readonly written: readonly FileChange[];
  readonly declined: readonly FileChange[];
}

/** Where changes of several files are looked at. `which` is as for `ProposedChanges.accept`. */
export interface ReviewOfSeveral extends vscode.Disposable {
  /** Whether the set is meant that is shown here. */
  isMeant(which: unknown): boolean;
  accept(which?: unknown): Promise<void>;
  reject(which?: unknown): Promise<void>;
  /**
   * Shows a set and waits until a person has decided on it.
   *
   * @param signal takes it away, as a no
   * @throws NotWritten when it could not be written, and nothing was
   */
  decide(set: ChangeSet, signal: AbortSignal): Promise<DecidedSet>;
}

/** One of several changes could not be written, so that none was, or should be. */
export class NotWritten extends Error {
  /**
   * @param label of the file that was in the way
   * @param isPartly the others were written before, and could not be put back
   */
  constructor(
    readonly label: string,
    readonly isPartly = false,
  ) {
    super(`${label} can't be written.`);
  }
}

/** The places that a change reads or writes. */
export function placesOf(change: FileChange): readonly vscode.Uri[] {
  return change.kind === "move" ? [change.uri, change.to] : [change.uri];
}
