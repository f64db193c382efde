import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, text } from "./fields";

/** Kinds of errors for which the server's 404 stands: of the file, as it has the agent that wrote it. */
const GONE: ReadonlySet<string> = new Set(["agentNotFound", "notMastra"]);

/**
 * The text of a plan that an agent's `submit_plan` has named (@mastra/core 1.71: `GET /agents/:id/plans/file`).
 *
 * @param path as the tool gave it
 * @throws UserFacingError kind `planGone` when the server has no such file, `planUnreadable` for a path at which it
 *   reads no plans
 */
export async function readPlan(
  access: Pick<ClientAccess, "read" | "serverLabel">,
  agentId: string,
  path: string,
): Promise<string> {
  const query = new URLSearchParams({ path }).toString();
  try {
    const answer = await access.read(`/agents/${encodeURIComponent(agentId)}/plans/file?${query}`, agentId);
    return text(fields(answer)["content"]);
  } catch (error) {
    if (!(error instanceof UserFacingError)) {
      throw error;
    }
    if (GONE.has(error.kind)) {
      const message = l10n.t(
        "Couldn't read the plan, because {0} has no file {1}. Reject the plan to have it written again.",
        access.serverLabel,
        path,
      );
      throw new UserFacingError("planGone", message, [], { cause: error });
    }
    if (fields(error.cause)["status"] === 400) {
      const message = l10n.t(
        "Couldn't read the plan, because {0} reads no plans at {1}. Reject the plan, or ask the agent what it says.",
        access.serverLabel,
        path,
      );
      throw new UserFacingError("planUnreadable", message, [], { cause: error });
    }
    throw error;
  }
}
