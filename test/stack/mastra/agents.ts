import type { AgentConfig } from "@mastra/core/agent";
import type { MastraModelConfig } from "@mastra/core/llm";
import type { Memory } from "@mastra/memory";
import { createCodingAgent } from "./coding/codingAgent";
import { createAgent } from "./createAgent";
import type { Decide } from "./model/decision";
import { createRememberingAgents, type RememberingParts } from "./remembering/rememberingAgents";
import { createShowcaseAgents } from "./showcase/showcaseAgents";
import { createBookTrip } from "./tools/bookTrip";
import { createGetWeather } from "./tools/getWeather";
import type { ToneVoice } from "./toneVoice";
import type { OpenMeteo } from "./tools/openMeteo";

export interface AgentParts extends Pick<RememberingParts, "remembering"> {
  readonly memory: Memory;
  readonly model: (agentId: string) => MastraModelConfig;
  /** A model that follows other rules, whatever keys there are. */
  readonly scripted: (agentId: string, decide: Decide) => MastraModelConfig;
  readonly openMeteo: OpenMeteo | undefined;
  readonly dataDir: string;
  /** Between two steps of a tool that takes its time, in milliseconds. */
  readonly pauseMs: number;
  /** Reads the weather agent's responses aloud. */
  readonly voice: ToneVoice;
  /** What looks at them. */
  readonly scorers?: AgentConfig["scorers"];
}

const STYLE = "Answer in Markdown, briefly, and say where the figures come from.";

/** The agents of the demo server: one with a tool, one whose tool needs approval, one without memory, one that codes, two that remember, the showcase. */
export function createAgents(parts: AgentParts) {
  const { memory, remembering, model, scripted, openMeteo, dataDir, pauseMs, voice, scorers } = parts;
  const getWeather = createGetWeather(openMeteo);
  const weatherAgent = createAgent({
    id: "weatherAgent",
    name: "Weather Agent",
    description: "Tells the weather of a city now, in a month, or month by month.",
    instructions: `You tell the weather. Always call getWeather; never invent figures. ${STYLE}`,
    model: model("weatherAgent"),
    tools: { getWeather },
    memory,
    voice,
    ...(scorers && { scorers }),
  });
  const travelAgent = createAgent({
    id: "travelAgent",
    name: "Travel Agent",
    description: "Books trips, once you have approved them, and knows the weather there.",
    instructions: `You book trips with bookTrip and look weather up with getWeather. ${STYLE}`,
    model: model("travelAgent"),
    tools: { bookTrip: createBookTrip(dataDir), getWeather },
    memory,
  });
  const glossaryAgent = createAgent({
    id: "glossaryAgent",
    name: "Weather Glossary",
    description: "Explains the terms of weather reports. It remembers nothing.",
    instructions: "You explain meteorological terms to laypeople, in one or two sentences each.",
    model: model("glossaryAgent"),
  });
  const showcase = createShowcaseAgents({ memory, scripted, weatherAgent, travelAgent, dataDir, pauseMs });
  const codingAgent = createCodingAgent({ memory, scripted, dataDir });
  const rememberers = createRememberingAgents({ remembering, scripted });
  return { weatherAgent, travelAgent, glossaryAgent, codingAgent, ...rememberers, ...showcase };
}
