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

/** An agent that works with whatever tools the editor offers it; its own are the weather and bookings. */
export function createCodingAgent({ memory, scripted, dataDir }: CodingParts): Agent {
  return createAgent({
    id: "codingAgent",
    name: "Coding Agent",
    description: "Reads and changes files and runs commands, with the tools of the editor that asks it.",
    instructions: "You work on code with the tools that the editor offers.",
    model: scripted("codingAgent", decideCoding),
    tools: { getWeather: createGetWeather(undefined), bookTrip: createBookTrip(dataDir) },
    memory,
  });
}
