import * as l10n from "@vscode/l10n";
import { formatBytes, formatDetails, formatNumber } from "../../../shared/formats";
import type { Turn } from "../../../shared/transcript";
import { Fold } from "../../components/fold";
import { Icon, type IconName } from "../../components/icon";
import { usePanel } from "../../state/panel";
import { changesFiles, type EditorUse, editorUses } from "./editorUse";

const icons: Readonly<Record<EditorUse["kind"], IconName>> = {
  read: "eye",
  changed: "edit",
  created: "new-file",
  deleted: "trash",
  moved: "file",
  ran: "terminal",
  other: "search",
};

interface Props {
  readonly turn: Turn;
  /** True while a response is being written: nothing is restored then. */
  readonly busy: boolean;
}

/** What a response has read, changed and run in the editor: each with its size, and to be opened. */
export function EditorUseList({ turn, busy }: Props) {
  const panel = usePanel();
  const uses = editorUses(turn.parts);
  const [last] = uses.slice(-1);
  if (last === undefined) {
    return null;
  }
  return (
    <div class="editorUse">
      <Fold summary={l10n.t("Used in your editor ({0})", formatNumber(uses.length))}>
        {() => (
          <ul>
            {uses.map((use, index) => (
              <li key={index}>
                <Icon name={icons[use.kind]} />
                <button
                  type="button"
                  class="button link"
                  disabled={use.kind === "deleted"}
                  onClick={() =>
                    use.place
                      ? panel.post("openFile", use.place)
                      : panel.post("callAction", { action: "openOutput", turnId: turn.id, toolCallId: use.call.id })
                  }
                >
                  {sentence(use)}
                </button>
                {details(use) !== "" && <span class="toolDuration">{details(use)}</span>}
              </li>
            ))}
          </ul>
        )}
      </Fold>
      {changesFiles(uses) && (
        <button
          type="button"
          class="button secondary"
          disabled={busy}
          onClick={() =>
            panel.post("callAction", { action: "restoreFiles", turnId: turn.id, toolCallId: last.call.id })
          }
        >
          {l10n.t("Restore files to before this response")}
        </button>
      )}
    </div>
  );
}

function sentence({ kind, name }: EditorUse): string {
  const texts: Readonly<Record<EditorUse["kind"], string>> = {
    read: l10n.t("Read {0}", name),
    changed: l10n.t("Changed {0}", name),
    created: l10n.t("Created {0}", name),
    deleted: l10n.t("Deleted {0}", name),
    moved: l10n.t("Moved to {0}", name),
    ran: l10n.t("Ran {0}", name),
    other: l10n.t("Used {0}", name),
  };
  return texts[kind];
}

function details({ place, bytes, exitCode }: EditorUse): string {
  const { line, endLine } = place ?? {};
  return formatDetails([
    ...(line === undefined || endLine === undefined
      ? []
      : [l10n.t("lines {0}–{1}", formatNumber(line), formatNumber(endLine))]),
    ...(exitCode === undefined ? [] : [l10n.t("exit code {0}", String(exitCode))]),
    ...(bytes === undefined ? [] : [formatBytes(bytes)]),
  ]);
}
