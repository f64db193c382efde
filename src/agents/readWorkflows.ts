import type { ClientAccess } from "./clientAccess";
import { fields, list } from "./fields";
import { hasNoRoute } from "./requestErrors";

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
