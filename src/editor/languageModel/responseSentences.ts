import * as l10n from "@vscode/l10n";

// What VS Code's chat says where the panel has notices with buttons of its own (`runNotices`, `conversationNotices`).

/** @param message the server's own sentence; may be empty */
export function runFailed(message: string): string {
  return message === ""
    ? l10n.t("The agent's run failed on the server. Ask again, or look into the server's log.")
    : l10n.t("The agent's run failed on the server: {0}", message);
}

/** A processor of the server refused the message or the response. @param reason its own; may be empty */
export function refused(reason: string): string {
  return reason === ""
    ? l10n.t("The server's guard stopped this response. Rephrase your message and ask again.")
    : l10n.t("The server's guard stopped this response: {0}", reason);
}

/** @param server host and port */
export function connectionLost(server: string): string {
  return l10n.t("The connection to {0} was lost before the response was complete. Ask again.", server);
}

export function lengthReached(): string {
  return l10n.t("The model reached its length limit, so this response is cut off.");
}

export function contentFiltered(): string {
  return l10n.t("The model's content filter ended this response early.");
}

/** A tool of the server waits for a yes, which VS Code's chat cannot hand on. */
export function needsApproval(toolName: string, agentName: string): string {
  return l10n.t(
    "{0} needs your approval, which only the Agent Chat panel can ask for. Ask {1} there, and approve the tool call.",
    toolName,
    agentName,
  );
}

/** A tool of the server waits for an answer. */
export function needsAnswer(toolName: string, agentName: string): string {
  return l10n.t(
    "{0} asks for something, which only the Agent Chat panel can show. Ask {1} there, and answer it.",
    toolName,
    agentName,
  );
}
