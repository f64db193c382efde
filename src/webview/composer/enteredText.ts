import * as l10n from "@vscode/l10n";
import type { SavedPrompt } from "../../shared/context";
import type { AgentSummary, ExportFormat } from "../../shared/protocol";
import { agentNamed, commands, exportFormats, type CommandName } from "./commands";

/** What pressing Enter means for the text in the box. */
export type Entered =
  | { readonly kind: "message"; readonly text: string }
  | { readonly kind: "run"; readonly command: "new" | "clear" | "help" }
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
    case "clear":
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
          "This server has no agent called “{0}”. Type /agent and a space to see them.",
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
        sentence: l10n.t("A thread is exported as “markdown” or “json”, not as “{0}”.", argument.slice(0, 60)),
      }
    : { kind: "export", format };
}

function withRest(text: string, rest: string): string {
  return rest === "" ? text : `${text}\n\n${rest}`;
}
