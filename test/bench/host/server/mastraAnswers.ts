import { join } from "node:path";
import { Mastra } from "@mastra/core";
import { createTool } from "@mastra/core/tools";
import { type HonoBindings, type HonoVariables, MastraServer } from "@mastra/hono";
import { LibSQLStore } from "@mastra/libsql";
import { Memory } from "@mastra/memory";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { z } from "zod";
import { createAgent } from "../../../stack/mastra/createAgent";
import { AnswerModel, RESULT_TOOL } from "./answerModel";
import { AGENT_ID, MEMORY_AGENT_ID, WEATHER_AGENT_ID } from "./answerSpec";

/**
 * The handler of a Mastra server, as `@mastra/hono` makes it, whose agents answer at the size that they are
 * asked for: one without memory, so that only the stream is measured, and two with. It asks for no token.
 *
 * @param dataDir where the memory rests
 */
export async function mastraAnswers(dataDir: string): Promise<(request: Request) => Promise<Response>> {
  const storage = new LibSQLStore({ id: "agent-chat-bench", url: `file:${join(dataDir, "mastra.db")}` });
  const parts = {
    instructions: "You write answers of the size that you are asked for.",
    model: new AnswerModel(),
    tools: { [RESULT_TOOL]: readRecords },
  };
  const answerAgent = createAgent({ ...parts, id: AGENT_ID, name: "Answers" });
  const memory = new Memory({ storage });
  const memoryAgent = createAgent({ ...parts, id: MEMORY_AGENT_ID, name: "Remembered Answers", memory });
  const weatherAgent = createAgent({ ...parts, id: WEATHER_AGENT_ID, name: "Weather Agent", memory });
  const agents = { [AGENT_ID]: answerAgent, [MEMORY_AGENT_ID]: memoryAgent, [WEATHER_AGENT_ID]: weatherAgent };
  const mastra = new Mastra({ agents, storage, logger: false });
  const app = new Hono<{ Bindings: HonoBindings; Variables: HonoVariables }>();
  // Studio's page is of another origin, and asks whether the server is there before it shows anything.
  app.use("*", cors({ origin: (origin) => origin, credentials: true }));
  app.get("/", (context) => context.text("ok"));
  await new MastraServer({ app, mastra }).init();
  return async (request) => app.fetch(request);
}

const readRecords = createTool({
  id: RESULT_TOOL,
  description: "Reads records, as many as are wanted.",
  inputSchema: z.object({ bytes: z.number() }),
  execute: ({ bytes }) => Promise.resolve({ records: records(bytes) }),
});

/** Records that come to about so many bytes as JSON. */
function records(bytes: number): readonly object[] {
  const record = (index: number): object => ({
    id: 100_000 + index,
    station: "Bergen",
    day: "2026-03-14",
    celsius: 4.5,
    millimetres: 8.25,
  });
  const size = JSON.stringify(record(0)).length + 1;
  return Array.from({ length: Math.round(bytes / size) }, (_, index) => record(index));
}
