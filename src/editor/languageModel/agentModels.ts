import type { ServerAddress } from "../../agents/serverUrl";
import type { AgentSummary } from "../../shared/protocol";
import { sha256 } from "../../storage/sha256";

/** An agent as VS Code lists models (`vscode.LanguageModelChatInformation`). */
export interface AgentModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly version: string;
  readonly detail: string;
  readonly tooltip: string;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  readonly capabilities: { readonly toolCalling: true; readonly imageInput: boolean };
}

/** Where agents are listed. */
export interface ModelServer extends Pick<ServerAddress, "key"> {
  /** As people call it. */
  readonly name: string;
  /** One of several that a person switches between. */
  readonly isOneOfSeveral: boolean;
}

/**
 * Tokens that VS Code may fill before it shortens a conversation. Mastra does not say how many the model behind an
 * agent takes; the models in use take this many or more.
 */
const MAX_INPUT_TOKENS = 128_000;
const MAX_OUTPUT_TOKENS = 16_000;

/**
 * A server's agents as models.
 *
 * @param imageInput whether this VS Code has a type for images in messages (1.106)
 */
export function agentModels(
  agents: readonly AgentSummary[],
  server: ModelServer,
  imageInput: boolean,
): readonly AgentModel[] {
  const isTwice = (name: string): boolean => agents.filter((agent) => agent.name === name).length > 1;
  return agents.map(({ id, name, description }) => {
    const called = isTwice(name) ? `${name} (${id})` : name;
    return {
      id: modelId(server.key, id),
      name: server.isOneOfSeveral ? `${called} · ${server.name}` : called,
      family: id,
      version: "1",
      detail: server.name,
      tooltip: description === "" ? server.name : `${description}\n\n${server.name}`,
      maxInputTokens: MAX_INPUT_TOKENS,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      capabilities: { toolCalling: true, imageInput },
    };
  });
}

/**
 * One id for one agent of one server, the same in every window and on every computer: VS Code remembers it as the
 * model that was picked.
 *
 * @param serverKey as `ServerAddress.key`
 */
export function modelId(serverKey: string, agentId: string): string {
  return `${agentId}@${sha256(serverKey).slice(0, 12)}`;
}

/** @returns undefined when the model is of another server */
export function agentOfModel(id: string, serverKey: string): string | undefined {
  const agentId = id.slice(0, Math.max(0, id.lastIndexOf("@")));
  return modelId(serverKey, agentId) === id ? agentId : undefined;
}
