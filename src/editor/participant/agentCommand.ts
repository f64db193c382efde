import type { AgentSummary } from "../../shared/protocol";

/** What stands behind `/agent`. */
export interface AgentCommand {
  readonly agent: AgentSummary;
  /** What is said to the agent at once; may be empty. */
  readonly message: string;
}

/**
 * Reads `<name> <message>`. A name is that of the agent or its id, in any case, and may have spaces; the longest one
 * that fits counts.
 *
 * @returns undefined when no agent is called like that
 */
export function readAgentCommand(words: string, agents: readonly AgentSummary[]): AgentCommand | undefined {
  const text = words.trim();
  const lower = text.toLowerCase();
  const names = agents
    .flatMap((agent) => [agent.id, agent.name].map((name) => ({ agent, name: name.toLowerCase() })))
    .filter(({ name }) => name !== "" && lower.startsWith(name) && /^(?:$|[\s:,])/.test(text.slice(name.length)))
    .sort((one, other) => other.name.length - one.name.length);
  const [found] = names;
  return found && { agent: found.agent, message: text.slice(found.name.length).replace(/^[\s:,]+/, "") };
}
