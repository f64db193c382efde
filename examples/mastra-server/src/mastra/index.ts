import { Mastra } from "@mastra/core";
import { LibSQLStore } from "@mastra/libsql";
import { auth } from "./auth";
import { optional } from "./environment";
import { signInRoute } from "./signInRoute";
import { weatherAgent } from "./weatherAgent";

export const mastra = new Mastra({
  agents: { weatherAgent },
  storage: new LibSQLStore({ id: "weather-agents", url: optional("DATABASE_URL") ?? "file:./mastra.db" }),
  server: { auth, apiRoutes: [signInRoute] },
});
