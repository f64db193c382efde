import type { MastraModelConfig } from "@mastra/core/llm";
import type { SharedMemoryConfig } from "@mastra/core/memory";
import type { Memory } from "@mastra/memory";
import { z } from "zod";
import { createAgent } from "../createAgent";
import type { Decide } from "../model/decision";
import { decideFields, decideNotes, decideObservation } from "./decideRemembering";

export interface RememberingParts {
  readonly remembering: (options: NonNullable<SharedMemoryConfig["options"]>) => Memory;
  readonly scripted: (agentId: string, decide: Decide) => MastraModelConfig;
}

/**
 * Tokens of messages after which the observer notes something: more than one question with a call of a tool, since what
 * was observed is gone from the prompt, the call's result with it.
 */
const OBSERVED_TOKENS = 150;

/** Two agents whose memory a person can see: notes of a person and observations of a thread; fields of a thread. */
export function createRememberingAgents({ remembering, scripted }: RememberingParts) {
  const observer = scripted("observer", decideObservation);
  const companionAgent = createAgent({
    id: "companionAgent",
    name: "Travel Companion",
    description: "Remembers what you tell it about yourself, in all of your threads.",
    instructions: "You remember what you are told about the traveler.",
    model: scripted("companionAgent", decideNotes),
    memory: remembering({
      workingMemory: { enabled: true, template: "# Traveler\n- **Name**:\n- **Home**:\n- **Likes**:" },
      observationalMemory: {
        scope: "thread",
        model: observer,
        observation: { messageTokens: OBSERVED_TOKENS, bufferTokens: false },
      },
    }),
  });
  const profileAgent = createAgent({
    id: "profileAgent",
    name: "Trip Planner",
    description: "Keeps the facts of one trip, in fields.",
    instructions: "You keep the facts of a trip.",
    model: scripted("profileAgent", decideFields),
    memory: remembering({ workingMemory: { enabled: true, scope: "thread", schema: trip } }),
  });
  return { companionAgent, profileAgent };
}

const trip = z.object({
  home: z.string().optional(),
  travelers: z.number().optional(),
  cities: z.array(z.string()).optional(),
  class: z.enum(["economy", "business"]).optional(),
});
