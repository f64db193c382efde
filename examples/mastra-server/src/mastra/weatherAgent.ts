import { Agent, type AgentConfig } from "@mastra/core/agent";
import { Memory } from "@mastra/memory";
import { optional } from "./environment";
import { getWeather } from "./getWeather";

const model = (optional("MODEL") ?? "openai/gpt-5.4-mini") as `${string}/${string}`;
const url = optional("MODEL_URL");

// The general type of a configuration: the exact one of each agent takes the compiler seconds to work out.
const config: AgentConfig = {
  id: "weatherAgent",
  name: "Weather Agent",
  description: "Tells the weather of a city.",
  instructions: "You tell the weather. Always call getWeather, never invent figures, and say where they come from.",
  // A server of one's own wants no key, but the protocol has one.
  model: url === undefined ? model : { id: model, url, apiKey: optional("MODEL_API_KEY") ?? "none" },
  tools: { getWeather },
  // In the storage of the Mastra instance.
  memory: new Memory(),
};

export const weatherAgent = new Agent(config);
