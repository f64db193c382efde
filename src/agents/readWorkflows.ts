import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, list } from "./fields";

/** Statuses of a server that has no such route: one of before 1.0, or one that has it switched off. */
const NO_ROUTE: ReadonlySet<number> = new Set([404, 405, 501]);

/** Every workflow of the server by its id, in a few words. Those only are left out that put an agent's processors together. */
export async function readWorkflows(
  access: Pick<ClientAccess, "read">,
): Promise<readonly (readonly [string, unknown])[]> {
  try {
    return Object.entries(fields(await access.read("/workflows?partial=true"))).filter(([, told]) => {
      const graph = list(fields(told)["stepGraph"]);
      return !graph.length || graph.some((entry) => fields(fields(entry)["step"])["component"] !== "PROCESSOR");
    });
  } catch (error) {
    if (hasNoRoute(error)) {
      return [];
    }
    throw error;
  }
}

/** The server has no such route, or nothing by this id. */
export function hasNoRoute(error: unknown): boolean {
  const status = error instanceof UserFacingError ? fields(error.cause)["status"] : undefined;
  return typeof status === "number" && NO_ROUTE.has(status);
}
