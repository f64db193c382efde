import * as l10n from "@vscode/l10n";
import type { AgentSummary, ExportFormat } from "../../shared/protocol";

export type CommandName = "new" | "agent" | "clear" | "export" | "help";

/** A slash command that the panel knows by itself. */
export interface Command {
  readonly name: CommandName;
  /** One line, for the list of completions and for the help. */
  readonly description: string;
  /** What can stand behind it, in words; missing when it takes nothing. */
  readonly argument?: string;
}

/** The slash commands in the order in which they are offered, in the reader's language. */
export function commands(): readonly Command[] {
  return [
    { name: "new", description: l10n.t("Begin a new thread") },
    { name: "agent", description: l10n.t("Choose who answers"), argument: l10n.t("name") },
    { name: "clear", description: l10n.t("Delete this thread and begin a new one") },
    { name: "export", description: l10n.t("Save this thread as a file"), argument: l10n.t("markdown or json") },
    { name: "help", description: l10n.t("Show the commands and keys") },
  ];
}

export const exportFormats: readonly ExportFormat[] = ["markdown", "json"];

/** The agent that a person means by its id or its name, in any case; an exact id comes first. */
export function agentNamed(agents: readonly AgentSummary[], words: string): AgentSummary | undefined {
  const wanted = words.trim().toLowerCase();
  return (
    agents.find(({ id }) => id === words.trim()) ??
    agents.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
  );
}
