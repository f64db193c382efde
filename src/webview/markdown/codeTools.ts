import * as l10n from "@vscode/l10n";
import { isShellLanguage } from "../../shared/codeInfo";
import type { CodeAction } from "../../shared/protocol";
import type { IconName } from "../components/icon";

/** One thing to do with a code block, as its toolbar offers it. */
export interface CodeTool {
  readonly action: CodeAction;
  readonly icon: IconName;
  /** True when it moves into "More actions" where there is little room. */
  readonly rare: boolean;
}

const tools: readonly CodeTool[] = [
  { action: "apply", icon: "diff", rare: false },
  { action: "insert", icon: "insert", rare: true },
  { action: "newFile", icon: "newFile", rare: true },
];

const shellTools: readonly CodeTool[] = [
  { action: "run", icon: "terminal", rare: false },
  ...tools.map((tool) => ({ ...tool, rare: true })),
];

/** What the toolbar of a block in this language offers, most used first; only shells can be run. */
export function codeTools(language: string): readonly CodeTool[] {
  return isShellLanguage(language) ? shellTools : tools;
}

/** What stands on the tool's button. */
export function codeToolLabel(action: CodeAction): string {
  switch (action) {
    case "apply":
      return l10n.t("Apply as a diff");
    case "insert":
      return l10n.t("Insert at cursor");
    case "newFile":
      return l10n.t("Open in a new editor");
    case "run":
      return l10n.t("Run in terminal");
  }
}
