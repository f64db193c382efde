import { fields, list } from "./fields";

/** How the agent is told, in the place of an answer. It reads the words, so they are in no display language. */
export const DECLINED = "The user declined to answer";

/** The words for an agent whose tool gets no answer. @param reason the person's own; may be empty */
export function declineWords(reason: string): string {
  return reason.trim() === "" ? `${DECLINED}.` : `${DECLINED}: ${reason}`;
}

/**
 * Whether a suspended tool would take the server's own form of a refusal, `{approved: false, reason}`, for an answer
 * and run with it: an object of which nothing is required, and that knows no `approved`. Mastra drops properties that
 * a schema does not know (docs/wire.md#mastra-approvals-and-suspended-tools). Words are no object, so they are refused.
 *
 * @param schema of the answer that the tool waits for; undefined when it has none
 */
export function takesRefusalForAnswer(schema: unknown): boolean {
  const { type, properties, required, anyOf, oneOf, allOf } = fields(schema);
  const known = fields(properties);
  return (
    type === "object" &&
    [anyOf, oneOf, allOf].every((union) => union === undefined) &&
    !Object.hasOwn(known, "approved") &&
    // What has a default may be left out, even where the schema calls it required.
    list(required).every((name) => typeof name === "string" && "default" in fields(known[name]))
  );
}
