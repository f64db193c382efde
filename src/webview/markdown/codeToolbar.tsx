import * as l10n from "@vscode/l10n";
import type { CodeAction } from "../../shared/protocol";
import { memo } from "../memo";
import { CopyButton } from "../components/copyButton";
import { Icon } from "../components/icon";
import { usePanel } from "../panelContext";
import { codeToolLabel, codeTools } from "./codeTools";
import { MoreMenu } from "./moreMenu";

interface CodeToolbarProps {
  /** The code as it is by then: a toolbar that held it would be drawn again with each chunk. */
  readonly code: () => string;
  readonly language: string;
  /** The whole info string: it may name the file that the code is for. */
  readonly info: string;
  /** False while the fence is open: half a program is not to be applied. */
  readonly ready: boolean;
}

/**
 * What can be done with a code block. The buttons have their place from the first line on, so that
 * nothing moves when the block is complete.
 */
export const CodeToolbar = memo(function CodeToolbar({ code, language, info, ready }: CodeToolbarProps) {
  const panel = usePanel();
  const tools = codeTools(language);
  const run = (action: CodeAction): void => panel.post("code", { action, code: code(), language: info });
  return (
    <div class="codeTools" role="group" aria-label={l10n.t("Code actions")}>
      {tools.map(({ action, icon, rare }) => (
        <button
          key={action}
          type="button"
          class={rare ? "iconButton rare" : "iconButton"}
          aria-label={codeToolLabel(action)}
          title={codeToolLabel(action)}
          disabled={!ready}
          onClick={() => run(action)}
        >
          <Icon name={icon} />
        </button>
      ))}
      <CopyButton label={l10n.t("Copy code")} text={code} />
      <MoreMenu tools={tools.filter(({ rare }) => rare)} disabled={!ready} onPick={run} />
    </div>
  );
});
