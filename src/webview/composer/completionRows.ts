import * as l10n from "@vscode/l10n";
import type { ContextSuggestion, SavedPrompt } from "../../shared/context";
import type { AgentSummary } from "../../shared/protocol";
import { contextIcons, type IconName } from "../components/icon";
import { type CommandName, commands, exportFormats } from "./commands";

/** What choosing a row does. */
export type Choice =
  | { readonly kind: "attach"; readonly id: string }
  | { readonly kind: "command"; readonly command: CommandName; readonly wantsArgument: boolean }
  | { readonly kind: "argument"; readonly command: CommandName; readonly value: string }
  | { readonly kind: "prompt"; readonly text: string };

/** One row of the list above the message box. */
export interface CompletionRow {
  readonly key: string;
  readonly icon: IconName;
  readonly name: string;
  readonly detail: string;
  readonly choice: Choice;
}

/** Rows drawn at most: who wants another one types on. */
const mostRows = 100;

/** The host's answer as rows; the host has sorted them. */
export function contextRows(suggestions: readonly ContextSuggestion[]): readonly CompletionRow[] {
  return suggestions.slice(0, mostRows).map(({ id, kind, name, detail }) => ({
    key: id,
    icon: contextIcons[kind],
    name,
    detail,
    choice: { kind: "attach", id },
  }));
}

/**
 * Commands and saved prompts for what is typed behind the slash.
 * @param ready false while there is no connection; then only the help works, and prompts, which fill the box
 * @param remembers false where the agent has no memory to show
 */
export function commandRows(
  query: string,
  prompts: readonly SavedPrompt[],
  ready: boolean,
  remembers: boolean,
): readonly CompletionRow[] {
  const own = commands(remembers)
    .filter(({ name }) => ready || name === "help")
    .map(({ name, description, argument }): CompletionRow => ({
      key: `command ${name}`,
      icon: "terminal-cmd",
      name: `/${name}`,
      detail: description,
      choice: { kind: "command", command: name, wantsArgument: argument !== undefined },
    }));
  const saved = prompts.map((prompt, index): CompletionRow => ({
    key: `prompt ${index}`,
    icon: "file",
    name: `/${prompt.name}`,
    detail: [prompt.description, prompt.source].filter((text) => text !== "").join(" · "),
    choice: { kind: "prompt", text: prompt.text },
  }));
  return matching([...own, ...saved], query, (row) => row.name.slice(1));
}

/** What can stand behind a command; nothing for a command that takes nothing. */
export function argumentRows(
  command: string,
  query: string,
  agents: readonly AgentSummary[],
  agentId: string,
): readonly CompletionRow[] {
  if (command === "agent") {
    const rows = agents.map(({ id, name, description }): CompletionRow => ({
      key: `agent ${id}`,
      icon: "robot",
      name,
      detail: id === agentId ? l10n.t("Current agent") : description,
      choice: { kind: "argument", command, value: id },
    }));
    return matching(rows, query, (row) => `${row.name} ${row.key.slice("agent ".length)}`);
  }
  if (command === "export") {
    const details = { markdown: l10n.t("Readable, for sharing"), json: l10n.t("Complete, for programs") };
    const rows = exportFormats.map((format): CompletionRow => ({
      key: `format ${format}`,
      icon: "file",
      name: format,
      detail: details[format],
      choice: { kind: "argument", command, value: format },
    }));
    return matching(rows, query, (row) => row.name);
  }
  return [];
}

/** Rows whose words contain the query; those that begin with it come first. */
function matching(
  rows: readonly CompletionRow[],
  query: string,
  words: (row: CompletionRow) => string,
): readonly CompletionRow[] {
  const wanted = query.trim().toLowerCase();
  const found = rows.map((row) => ({ row, at: words(row).toLowerCase().indexOf(wanted) })).filter(({ at }) => at >= 0);
  const first = found.filter(({ at }) => at === 0);
  const others = found.filter(({ at }) => at > 0);
  return [...first, ...others].map(({ row }) => row).slice(0, mostRows);
}
