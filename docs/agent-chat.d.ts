/**
 * The API that Agent Chat gives to other extensions. Copy this file; docs/api.md says how it is used.
 *
 * A function or a field that is here stays, with what it means, for as long as `version` is 1; more may come.
 */
import type { CancellationToken } from "vscode";

/** What `vscode.extensions.getExtension<AgentChatExports>("agent-chat.mastra-clerk")` has as its `exports`. */
export interface AgentChatExports {
  readonly version: 1;

  /** The agents of the server that the person uses, by name. */
  agents(caller: AgentChatCaller, token?: CancellationToken): Promise<readonly AgentChatAgent[]>;

  /** Asks an agent and gives its whole response. */
  ask(question: AgentChatQuestion, token?: CancellationToken): Promise<AgentChatResponse>;

  /** Asks an agent and gives its response piece by piece, as it is written. Leaving the loop ends the run. */
  stream(question: AgentChatQuestion, token?: CancellationToken): AsyncIterable<string>;
}

export interface AgentChatCaller {
  /** Your extension's id, `context.extension.id`: the person is asked once whether it may ask agents. */
  readonly extension: string;
}

export interface AgentChatQuestion extends AgentChatCaller {
  /** Plain text or Markdown. */
  readonly question: string;
  /** Id or name of an agent; the one that the person uses when it is left out. */
  readonly agent?: string;
}

export interface AgentChatAgent {
  readonly id: string;
  readonly name: string;
  /** May be empty. */
  readonly description: string;
}

export interface AgentChatResponse {
  /** Markdown. */
  readonly text: string;
  /** The agent that has responded. */
  readonly agent: AgentChatAgent;
}

/**
 * What every function throws but for a cancellation, which is a `vscode.CancellationError`. Its message is one sentence
 * in the person's language.
 */
export interface AgentChatError extends Error {
  /**
   * Such as `notSignedIn`, `extensionDeclined` (the person did not allow it), `agentNotFound`, `needsApproval` (a tool
   * of the agent needs a person, who can only be asked in Agent Chat) or `network`; more may come.
   */
  readonly code: string;
}
