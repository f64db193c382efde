import * as l10n from "@vscode/l10n";
import type { DeletedThread } from "../../shared/threads";

interface UndoBarProps {
  /** The thread that was deleted last, as long as it can be brought back. */
  readonly deleted: DeletedThread | undefined;
  readonly onUndo: (threadId: string) => void;
}

/**
 * Says which thread was deleted, and brings it back; above the message box, whatever deleted it. The status is
 * always there, or it would not be heard.
 */
export function UndoBar({ deleted, onUndo }: UndoBarProps) {
  return (
    <div class={deleted === undefined ? "undoBar" : "undoBar shown"}>
      <p role="status" dir="auto">
        {deleted !== undefined && l10n.t("Deleted “{0}”.", deleted.title)}
      </p>
      {deleted !== undefined && (
        <button type="button" class="button link" onClick={() => onUndo(deleted.id)}>
          {l10n.t("Undo")}
        </button>
      )}
    </div>
  );
}
