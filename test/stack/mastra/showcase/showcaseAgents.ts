import type { Agent } from "@mastra/core/agent";
import type { MastraModelConfig } from "@mastra/core/llm";
import { TaskSignalProvider } from "@mastra/core/signals";
import { askUserTool, submitPlanTool } from "@mastra/core/tools";
import type { Memory } from "@mastra/memory";
import { z } from "zod";
import type { Decide } from "../model/decision";
import { createAgent, createObjectAgent } from "../createAgent";
import { createBookTrip } from "../tools/bookTrip";
import { AskedForObject } from "./processors/askedForObject";
import { BlockForbidden } from "./processors/blockForbidden";
import { decideObject, decideShowcase } from "./script/decideShowcase";
import { askName } from "./tools/askName";
import { connectMailbox, registerGuest } from "./tools/guestForms";
import { makeChart } from "./tools/makeChart";
import { createMeasureStations } from "./tools/measureStations";
import { calibrate, readLedger, remoteForecast, runChecks } from "./tools/outcomes";
import { planFiles } from "./tools/planFiles";
import { planTrip } from "./tools/planTrip";
import { bigReport, brokenTool, launchBalloon } from "./tools/reports";
import { compareCities } from "./workflows/compareCities";
import { publishReport } from "./workflows/publishReport";

export interface ShowcaseParts {
  readonly memory: Memory;
  /** The scripted model with other rules: no provider's model can be told to fail. */
  readonly scripted: (agentId: string, decide: Decide) => MastraModelConfig;
  readonly weatherAgent: Agent;
  readonly travelAgent: Agent;
  readonly dataDir: string;
  /** Between two steps of a tool that takes its time, in milliseconds. */
  readonly pauseMs: number;
}

/** Two agents that send everything an agent can send, with Mastra's own means; only their model is scripted. */
export function createShowcaseAgents(parts: ShowcaseParts) {
  const { memory, scripted, weatherAgent, travelAgent, dataDir, pauseMs } = parts;
  const showcaseAgent = createAgent({
    id: "showcaseAgent",
    name: "Showcase Agent",
    description: "Shows everything that an agent can send: forms, charts, progress, errors and more.",
    // As of a server with several tenants, whose agents are told whom they work for.
    instructions: ({ requestContext }) => {
      const tenant: unknown = requestContext.get("tenant");
      return `You show everything that an agent can send.${typeof tenant === "string" ? ` You work for ${tenant}.` : ""}`;
    },
    model: scripted("showcaseAgent", decideShowcase),
    tools: {
      planTrip,
      askName,
      registerGuest,
      connectMailbox,
      measureStations: createMeasureStations(pauseMs),
      bigReport,
      brokenTool,
      launchBalloon,
      makeChart,
      remoteForecast,
      calibrate,
      runChecks,
      readLedger,
      bookTrip: createBookTrip(dataDir),
      ask_user: askUserTool,
      submit_plan: submitPlanTool,
    },
    signals: [new TaskSignalProvider()],
    workspace: planFiles(dataDir),
    agents: { weatherAgent, travelAgent },
    workflows: { compareCities, publishReport },
    inputProcessors: [new BlockForbidden(), new AskedForObject()],
    memory,
  });
  const structuredAgent = createObjectAgent({
    id: "structuredAgent",
    name: "Structured Agent",
    description: "Describes the climate of a city as an object instead of in words.",
    instructions: "You describe the climate of a city.",
    model: scripted("structuredAgent", decideObject),
    defaultOptions: { structuredOutput: { schema: cityClimate } },
    memory,
  });
  return { showcaseAgent, structuredAgent };
}

const cityClimate = z.object({
  city: z.string(),
  country: z.string(),
  warmestMonth: z.string(),
  temperaturesC: z.array(z.number()),
});
