import { Agent, type AgentConfig, type ToolsInput } from "@mastra/core/agent";

/**
 * `new Agent` with the general type of an agent. The compiler takes seven to twelve seconds to work out the
 * exact one of each, which nothing here needs; a type parameter here would cost the same again.
 */
export function createAgent(config: AgentConfig): Agent {
  return new Agent(config);
}

/** The same for an agent that answers with an object. */
export function createObjectAgent(config: AgentConfig<string, ToolsInput, object>): Agent<string, ToolsInput, object> {
  return new Agent(config);
}
