import type { ClientAccess } from "./clientAccess";
import { fields, list, text } from "./fields";

/** An MCP server that runs inside of a Mastra server. */
export interface McpServerSummary {
  /** Stands in its address. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Reads which MCP servers a Mastra server has (docs/wire.md#mastra-mcp-servers). Those that say no id are left out.
 *
 * @throws UserFacingError, or an `AbortError` at the owner's end
 */
export async function readMcpServers(access: Pick<ClientAccess, "read">): Promise<readonly McpServerSummary[]> {
  const { servers } = fields(await access.read<unknown>("/mcp/v0/servers"));
  return list(servers).flatMap((entry) => {
    const { id, name, version_detail: detail } = fields(entry);
    const version = text(fields(detail)["version"]);
    return text(id) === "" ? [] : [{ id: text(id), name: text(name) || text(id), version }];
  });
}
