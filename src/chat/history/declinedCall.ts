import { DECLINED } from "../../agents/declining";
import { fields, text } from "../../agents/fields";

/**
 * Why a person declined what a suspended tool asked for, in its stored result: Mastra has checked the refusal against
 * the schema of the answer, and stores what it found wrong, with the refusal at the end.
 *
 * @returns undefined for any other result; empty when no reason was given
 */
export function declinedReason(result: unknown): string | undefined {
  const { error, message, validationErrors } = fields(result);
  const words = text(message);
  const at = words.lastIndexOf("\nProvided arguments: ");
  if (error !== true || validationErrors === undefined || at < 0) {
    return undefined;
  }
  const given = parsed(words.slice(at + "\nProvided arguments: ".length));
  if (typeof given === "string") {
    return given.startsWith(DECLINED) ? given.slice(DECLINED.length).replace(/^(?:: |\.$)/, "") : undefined;
  }
  const { approved, reason } = fields(given);
  return approved === false ? text(reason) : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
