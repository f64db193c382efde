import * as l10n from "@vscode/l10n";
import type { SavedPrompt } from "../../shared/context";
import type { AgentSummary, ExportFormat } from "../../shared/protocol";

export type CommandName = "new" | "agent" | "options" | "memory" | "clear" | "delete" | "export" | "help";

/** A slash command that the panel knows by itself. */
export interface Command {
  readonly name: CommandName;
  /** One line, for the list of completions and for the help. */
  readonly description: string;
  /** What can stand behind it, in words; missing when it takes nothing. */
  readonly argument?: string;
}

/**
 * The slash commands in the order in which they are offered, in the reader's language.
 *
 * @param remembers false where the agent has no memory to show
 */
export function commands(remembers = true): readonly Command[] {
  return [
    { name: "new", description: l10n.t("Start a new thread") },
    { name: "agent", description: l10n.t("Switch agent"), argument: l10n.t("name") },
    { name: "options", description: l10n.t("Set the options of this thread") },
    ...(remembers ? [{ name: "memory" as const, description: l10n.t("What the agent remembers") }] : []),
    { name: "clear", description: l10n.t("Start a new thread, as /new does") },
    { name: "delete", description: l10n.t("Delete this thread") },
    { name: "export", description: l10n.t("Save this thread as a file"), argument: l10n.t("markdown or json") },
    { name: "help", description: l10n.t("Show commands and keyboard shortcuts") },
  ];
}

export const exportFormats: readonly ExportFormat[] = ["markdown", "json"];

/** The agent that a person means by its id or its name, in any case; an exact id comes first. */
function agentNamed(agents: readonly AgentSummary[], words: string): AgentSummary | undefined {
  const wanted = words.trim().toLowerCase();
  return (
    agents.find(({ id }) => id === words.trim()) ??
    agents.find(({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted)
  );
}

/** What pressing Enter means for the text in the box. */
export type Entered =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "run"; readonly command: Exclude<CommandName, "agent" | "export"> }
  | { readonly kind: "agent"; readonly agentId: string }
  | { readonly kind: "export"; readonly format: ExportFormat }
  /** The saved prompt's text, to be looked at before it is sent. */
  | { readonly kind: "fill"; readonly text: string }
  /** A command that wants a word behind it. */
  | { readonly kind: "wanting"; readonly command: CommandName }
  | { readonly kind: "problem"; readonly sentence: string };

/** What the words behind a slash can name. */
export interface Known {
  readonly agents: readonly AgentSummary[];
  readonly prompts: readonly SavedPrompt[];
}

/**
 * Reads the text in the box. Only what is certainly a command is one: `/new house` is a message, and
 * so is a `/word` that nobody knows. Two slashes with a word send that word with one slash; `// ` stays
 * as it is, since code begins with it.
 */
export function readEntered(text: string, known: Known): Entered {
  const message: Entered = { kind: "message", text };
  if (/^\/\/[^\s/]/.test(text)) {
    return { kind: "message", text: text.slice(1) };
  }
  const [, word, rest = ""] = /^\/([^\s/]+)(?:\s+([^]*))?$/.exec(text) ?? [];
  if (word === undefined) {
    return message;
  }
  const command = commands().find(({ name }) => name === word);
  const argument = rest.trim();
  switch (command?.name) {
    case "new":
    case "options":
    case "memory":
    case "clear":
    case "delete":
    case "help":
      return argument === "" ? { kind: "run", command: command.name } : message;
    case "agent":
      return argument.includes("\n") ? message : readAgent(argument, known.agents);
    case "export":
      return argument.includes("\n") ? message : readFormat(argument);
    case undefined: {
      const prompt = known.prompts.find(({ name }) => name === word);
      return prompt === undefined ? message : { kind: "fill", text: withRest(prompt.text, argument) };
    }
  }
}

function readAgent(argument: string, agents: readonly AgentSummary[]): Entered {
  if (argument === "") {
    return { kind: "wanting", command: "agent" };
  }
  const agent = agentNamed(agents, argument);
  return agent === undefined
    ? {
        kind: "problem",
        sentence: l10n.t(
          "This server has no agent “{0}”. Type /agent and a space to see the list.",
          argument.slice(0, 60),
        ),
      }
    : { kind: "agent", agentId: agent.id };
}

function readFormat(argument: string): Entered {
  if (argument === "") {
    return { kind: "wanting", command: "export" };
  }
  const format = exportFormats.find((candidate) => candidate === argument.toLowerCase());
  return format === undefined
    ? {
        kind: "problem",
        sentence: l10n.t("Can't export as “{0}”. Use “markdown” or “json”.", argument.slice(0, 60)),
      }
    : { kind: "export", format };
}

function withRest(text: string, rest: string): string {
  return rest === "" ? text : `${text}\n\n${rest}`;
}
