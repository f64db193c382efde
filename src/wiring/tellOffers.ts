import type { Chat } from "../chat/chat";
import type { AgentModels } from "../editor/languageModel/createAgentModels";
import type { McpOffer } from "../editor/mcp/mcpOffer";
import type { Lazy } from "../shared/lazily";

/** What VS Code can ask for the lists of again. */
interface Listed {
  fireChanged(): void;
}

/**
 * The connection has changed: VS Code hears of other agents and MCP servers, and, once the server has answered, that
 * what it was told before the first use may be old.
 *
 * @param made what knows of them, once VS Code has asked
 * @param listed what stands for them from the start
 */
export function tellOffers(
  { connection, sessions }: Pick<Chat, "connection" | "sessions">,
  made: { readonly models: Pick<Lazy<AgentModels>, "made">; readonly mcp: Pick<Lazy<McpOffer>, "made"> },
  listed: { readonly models: Listed; readonly mcp: Listed },
): void {
  const isReady = connection.status === "ready";
  const [models, mcp] = [made.models.made, made.mcp.made];
  models?.provider.connectionChanged();
  mcp?.connectionChanged(`${sessions.current?.id} ${connection.status}`);
  if (isReady && !models) {
    listed.models.fireChanged();
  }
  if (isReady && !mcp) {
    listed.mcp.fireChanged();
  }
}
