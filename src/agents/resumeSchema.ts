import { isDeep } from "./fields";

/**
 * The JSON Schema of the answer that a suspended tool waits for. The server sends it as a JSON text
 * (docs/wire.md#mastra-approvals-and-suspended-tools).
 *
 * @returns undefined when it is no JSON object, or one that is too deep for any form
 */
export function resumeSchema(value: unknown): object | undefined {
  let schema = value;
  if (typeof value === "string") {
    try {
      schema = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return typeof schema === "object" && schema !== null && !Array.isArray(schema) && !isDeep(schema)
    ? schema
    : undefined;
}
