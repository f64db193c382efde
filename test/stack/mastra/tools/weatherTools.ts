import type { MCPServerBase } from "@mastra/core/mcp";
import { MCPServer } from "@mastra/mcp";
import { createGetWeather } from "./getWeather";
import type { OpenMeteo } from "./openMeteo";

/** The weather for clients that are no agents of the server: an MCP server with the tool `getWeather`. */
export function createWeatherTools(openMeteo: OpenMeteo | undefined): MCPServerBase {
  const server = new MCPServer({
    id: "weather-tools",
    name: "Weather Tools",
    version: "1.0.0",
    tools: { getWeather: createGetWeather(openMeteo) },
  });
  // The package's types are less exact than this compiler asks for.
  return server as unknown as MCPServerBase;
}
