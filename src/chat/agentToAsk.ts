import { noSuchAgent } from "../agents/requestErrors";
import type { AgentSummary } from "../shared/protocol";
import type { AgentChoice, ChosenAgent } from "./agentChoice";
import type { ServerConnection } from "./serverConnection";

export interface AgentToAskDependencies {
  readonly connection: Pick<
    ServerConnection,
    "ensure" | "lookForAgent" | "status" | "agents" | "findAgent" | "serverLabel"
  >;
  readonly choice: AgentChoice;
  /** True once the owner's session is closed: nothing is sent for them any more. */
  readonly isClosed: () => boolean;
}

/**
 * The agent to ask, once the server's agents are known.
 *
 * @param agentId who was asked by name
 * @param chosen what the picker and the settings said when the person pressed the key
 * @returns undefined when nobody can be asked, for the reason that the connection tells
 * @throws UserFacingError when the server has no such agent
 */
export async function agentToAsk(
  { connection, choice, isClosed }: AgentToAskDependencies,
  agentId: string | undefined,
  chosen: ChosenAgent | undefined,
): Promise<AgentSummary | undefined> {
  await connection.ensure();
  if (agentId !== undefined && connection.status === "ready") {
    await connection.lookForAgent(agentId);
  }
  // Another account or server by now: its agents are not the ones that were meant.
  if (isClosed() || connection.status !== "ready") {
    return undefined;
  }
  const id = agentId ?? choice.resolve(chosen ?? choice.capture(), connection.agents);
  const agent = connection.findAgent(id);
  if (!agent) {
    throw noSuchAgent(connection.serverLabel, id);
  }
  return agent;
}
