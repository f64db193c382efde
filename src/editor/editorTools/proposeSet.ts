import * as l10n from "@vscode/l10n";
import type { CallContext } from "../../chat/clientTools/clientTools";
import { formatNumber } from "../../shared/formats";
import { type FileChange, NotWritten, placesOf, type ReviewOfSeveral } from "../code/fileChange";
import { proposedText } from "../code/proposal";
import type { Checkpoints } from "./checkpoints";
import { Declined, ToolRefusal } from "./toolRefusal";

/** Changes that a tool proposes together. */
export interface Proposed {
  readonly verb: "edit" | "move" | "delete" | "rename";
  readonly changes: readonly FileChange[];
}

/** @returns what the agent gets of it. @throws ToolRefusal, or `Declined` when the person accepts none */
export type ProposeSet = (proposed: Proposed, context: CallContext) => Promise<object>;

/** Shows changes together, and says what became of them. */
export function proposeSet(review: () => Promise<ReviewOfSeveral>, checkpoints: Pick<Checkpoints, "keep">): ProposeSet {
  return async ({ verb, changes }, { signal, place }) => {
    let kept: (() => Promise<void>) | undefined;
    const { title, question } = wordsFor(verb, changes);
    const beforeWrite = async (accepted: readonly FileChange[]): Promise<void> => {
      kept = await checkpoints.keep(place, accepted.flatMap(placesOf));
    };
    const set = { title, question, changes, beforeWrite };
    const { written, declined } = await (await review()).decide(set, signal).catch((error: unknown) => {
      throw error instanceof NotWritten
        ? new ToolRefusal(
            error.isPartly
              ? `${error.label} can't be written, and the files that were changed before it couldn't be put back. Ask the user to look at them.`
              : `Nothing was changed, because ${error.label} can't be written.`,
          )
        : error;
    });
    await kept?.();
    signal.throwIfAborted();
    if (written.length === 0) {
      throw new Declined();
    }
    return {
      changed: written.map(resultOf),
      ...(declined.length > 0 ? { rejectedByTheUser: declined.map(({ label }) => label) } : {}),
    };
  };
}

function resultOf(change: FileChange): object {
  const size = (text: string): { readonly bytes: number } => ({ bytes: Buffer.byteLength(text, "utf8") });
  switch (change.kind) {
    case "edit":
      return { path: change.label, ...size(proposedText(change.proposal)) };
    case "create":
      return { path: change.label, created: true, ...size(change.text) };
    case "delete":
      return { path: change.label, deleted: true };
    case "move":
      return { path: change.toLabel, movedFrom: change.label };
  }
}

function wordsFor(verb: Proposed["verb"], changes: readonly FileChange[]): { title: string; question: string } {
  const [first] = changes;
  if (first?.kind === "move") {
    const [from, to] = [first.label, first.toLabel];
    return {
      title: l10n.t("Move {0} (proposed by the agent)", from),
      question: l10n.t("The agent proposes to move {0} to {1}.", from, to),
    };
  }
  if (first?.kind === "delete") {
    return {
      title: l10n.t("Delete {0} (proposed by the agent)", first.label),
      question: l10n.t("The agent proposes to delete {0}.", first.label),
    };
  }
  if (first !== undefined && changes.length === 1) {
    return {
      title: l10n.t("{0} (proposed by the agent)", first.label),
      question: l10n.t("The agent proposes a change to {0}.", first.label),
    };
  }
  const count = formatNumber(changes.length);
  return {
    title: l10n.t("{0} files (proposed by the agent)", count),
    question:
      verb === "rename"
        ? l10n.t("The agent proposes to rename a symbol in {0} files.", count)
        : l10n.t("The agent proposes changes to {0} files.", count),
  };
}
