import { fields, text } from "./fields";

const MAX_LENGTH = 500;

/**
 * The first line of an error's message. A Mastra tool error carries it in `cause.message` or
 * `details.errorMessage`; a stack of the server, which stands beside it or behind it, is never read
 * (facts/mastra.md §5).
 *
 * @returns empty when the error says nothing
 */
export function errorMessage(error: unknown): string {
  if (typeof error === "string") {
    return firstLine(error);
  }
  const { message, cause, details } = fields(error);
  return firstLine(text(message) || text(fields(cause)["message"]) || text(fields(details)["errorMessage"]));
}

function firstLine(message: string): string {
  const line = message.slice(0, 4 * MAX_LENGTH).split("\n", 1)[0] ?? "";
  // Some frameworks put the frames of a stack on the same line.
  const [words = ""] = line.split(/\s+at (?:async )?(?:\S+ )?\(?(?:file:\/\/|node:)|\s+at \S+ \((?:\/|[A-Z]:\\)/, 1);
  return words
    .replace(/^Error: /, "")
    .trim()
    .slice(0, MAX_LENGTH);
}
