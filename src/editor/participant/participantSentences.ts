import * as l10n from "@vscode/l10n";
import type { AgentSummary, Connection } from "../../shared/protocol";
import { UserFacingError } from "../../shared/userFacingError";

/** Why no agent can be asked, and what helps. @param server as people call it; may be empty */
export function obstacle(status: Connection, server: string): UserFacingError {
  const name = server === "" ? l10n.t("your Mastra server") : server;
  switch (status) {
    case "noServer":
      return new UserFacingError(status, l10n.t("Enter the address of your Mastra server to chat with its agents."), [
        "configureServer",
        "signIn",
      ]);
    case "restricted":
      return new UserFacingError(
        status,
        l10n.t("This workspace isn't trusted, so its server settings aren't used. Trust it to continue."),
        ["trustWorkspace", "signIn"],
      );
    case "signingIn":
      return new UserFacingError(status, l10n.t("Continue in your browser, then come back here."));
    case "noAgents":
      return new UserFacingError(
        status,
        l10n.t("{0} has no agents. Add one to your Mastra project, then try again.", name),
      );
    default:
      return new UserFacingError("notSignedIn", l10n.t("Sign in with Clerk to chat with the agents on {0}.", name), [
        "signIn",
      ]);
  }
}

/** What `/agent` says of a name that no agent has. */
export function unknownAgent(name: string): string {
  return l10n.t("No agent is called “{0}”. Choose one of these:", name);
}

/** Below which the agents are listed. */
export function chooseAgent(agentName: string): string {
  return l10n.t("Messages in this chat go to {0}. Choose another agent:", agentName);
}

export function agentChosen(agentName: string): string {
  return l10n.t("Messages in this chat now go to {0}.", agentName);
}

/** An agent as a line of a list. */
export function agentLine({ name, description }: AgentSummary): string {
  return `- **${plain(name)}**${description === "" ? "" : ` – ${plain(description)}`}`;
}

export function nothingToSend(agentName: string): string {
  return l10n.t("Type a message to ask {0}.", agentName);
}

export function threadsFound(): string {
  return l10n.t("These are your latest threads. Select one to open it in Agent Chat.");
}

/** A tool call waits that VS Code's chat cannot ask about. */
export function waitsInPanel(toolName: string, isSuspended: boolean): string {
  return isSuspended
    ? l10n.t("{0} needs your input. Open the thread in Agent Chat to give it.", toolName)
    : l10n.t("{0} needs your approval. Open the thread in Agent Chat to approve or decline it.", toolName);
}

/** Words that are not to be read as Markdown. */
export function plain(words: string): string {
  return words.replace(/[\\`*_{}[\]()<>#|~]/g, "\\$&").replaceAll("\n", " ");
}
