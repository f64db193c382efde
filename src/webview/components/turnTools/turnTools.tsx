import * as l10n from "@vscode/l10n";
import { useRef, useState } from "preact/hooks";
import type { Turn } from "../../../shared/transcript";
import { usePanel } from "../../panelContext";
import { turnText } from "../../turnText";
import { CopyButton } from "../copyButton";
import { detailRows } from "./detailRows";
import { ToolbarButton } from "./toolButton";
import { TurnDetails } from "./turnDetails";
import { useToolbarKeys } from "./useToolbarKeys";
import { useUniqueId } from "../useUniqueId";

interface TurnToolsProps {
  readonly turn: Turn;
  /** True for the last turn of the thread. */
  readonly newest: boolean;
  /** True while an answer is being written: the turns before it rest. */
  readonly busy: boolean;
}

/** What can be done with a turn that has ended. */
export function TurnTools({ turn, newest, busy }: TurnToolsProps) {
  const panel = usePanel();
  const toolbar = useRef<HTMLDivElement>(null);
  const onKeyDown = useToolbarKeys(toolbar);
  const details = useUniqueId();
  const [open, setOpen] = useState(false);
  const { id: turnId, role, state } = turn;
  const text = turnText(turn);
  const rows = role === "agent" ? detailRows(turn) : [];
  const answered = role === "agent" && newest && (state === "complete" || state === "stopped");
  return (
    <>
      <div
        class={newest ? "turnTools newest" : "turnTools"}
        role="toolbar"
        aria-label={role === "user" ? l10n.t("Your message") : l10n.t("Answer")}
        ref={toolbar}
        onKeyDown={onKeyDown}
      >
        {text !== "" && <CopyButton label={l10n.t("Copy")} text={text} />}
        {role === "user" && (
          <ToolbarButton icon="edit" label={l10n.t("Edit")} disabled={busy} onClick={() => panel.edits.start(turnId)} />
        )}
        {answered && (
          <ToolbarButton
            icon="refresh"
            label={l10n.t("Regenerate")}
            disabled={busy}
            onClick={() => panel.post("regenerate", { turnId })}
          />
        )}
        <ToolbarButton icon="branch" label={l10n.t("Branch from here")} onClick={() => panel.post("branch", { turnId })} />
        {rows.length > 0 && (
          <ToolbarButton
            icon="info"
            label={l10n.t("Details")}
            expanded={open}
            controls={details}
            onClick={() => setOpen(!open)}
          />
        )}
      </div>
      {open && rows.length > 0 && <TurnDetails id={details} rows={rows} />}
    </>
  );
}
