import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields } from "./fields";
import { SIGN_IN_REQUIRED } from "./requestErrors";

/**
 * Whether a server works without a sign-in. Only a list of its agents that comes without a token says so, and only
 * where the server does not name a sign-in besides: one may show its agents to everybody and guard the rest
 * (docs/wire.md#mastra-finding-a-server).
 *
 * @param access without tokens
 * @throws UserFacingError when the server says neither yes nor no, such as one that cannot be reached
 */
export async function isOpenServer(access: Pick<ClientAccess, "attempt" | "unreadable">): Promise<boolean> {
  const read = (path: string): Promise<unknown> => access.attempt(undefined, (client) => client.request<unknown>(path));
  try {
    const agents = await read("/agents?partial=true");
    if (!isAgentList(agents)) {
      throw access.unreadable();
    }
    return fields(await capabilities(read))["enabled"] !== true;
  } catch (error) {
    if (isKind(error, SIGN_IN_REQUIRED)) {
      return false;
    }
    throw error;
  }
}

/** What a server says of its sign-in; undefined on older ones, which have no such route. */
async function capabilities(read: (path: string) => Promise<unknown>): Promise<unknown> {
  try {
    return await read("/auth/capabilities");
  } catch (error) {
    if (isKind(error, "notMastra")) {
      return undefined;
    }
    throw error;
  }
}

/** Agents by id; `{"error": "…"}` with status 200 is none. */
function isAgentList(body: unknown): boolean {
  return (
    typeof body === "object" &&
    body !== null &&
    !Array.isArray(body) &&
    Object.values(fields(body)).every((agent) => typeof agent === "object" && agent !== null)
  );
}

function isKind(error: unknown, kind: string): boolean {
  return error instanceof UserFacingError && error.kind === kind;
}
