import type { Agent } from "@mastra/core/agent";
import type { MastraModelConfig } from "@mastra/core/llm";
import type { Memory } from "@mastra/memory";
import { createAgent } from "../createAgent";
import type { Decide } from "../model/decision";
import { createBookTrip } from "../tools/bookTrip";
import { createGetWeather } from "../tools/getWeather";
import { decideCoding } from "./decideCoding";

export interface CodingParts {
  readonly memory: Memory;
  readonly scripted: (agentId: string, decide: Decide) => MastraModelConfig;
  readonly dataDir: string;
}

/**
 * An agent that works with whatever tools the editor offers it; its own are the weather and bookings, and a sub-agent
 * of the same kind.
 */
export function createCodingAgent({ memory, scripted, dataDir }: CodingParts): Agent {
  const colleague = createAgent({
    id: "codingColleague",
    name: "Coding Colleague",
    description: "Works on code, with the tools that it is offered.",
    instructions: "You work on code with the tools that you are offered.",
    model: scripted("codingColleague", decideCoding),
    tools: { getWeather: createGetWeather(undefined) },
    memory,
  });
  return createAgent({
    id: "codingAgent",
    name: "Coding Agent",
    description: "Reads and changes files and runs commands, with the tools of the editor that asks it.",
    instructions: "You work on code with the tools that the editor offers.",
    model: scripted("codingAgent", decideCoding),
    tools: { getWeather: createGetWeather(undefined), bookTrip: createBookTrip(dataDir) },
    agents: { colleague },
    memory,
  });
}
