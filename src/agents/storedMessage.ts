import { parseAttachment } from "../shared/attachmentText";
import { fields, type Fields, instant, list, text } from "./parse/fields";

/** A message as the server's memory holds it; what its parts are is for the reader to find out. */
export interface StoredMessage {
  readonly id: string;
  /** `user`, `assistant`, `system`; `signal` for what Mastra Studio sent (facts/mastra.md §5). */
  readonly role: string;
  /** Milliseconds since the epoch; 0 when the server does not say. */
  readonly createdAt: number;
  /** `content.parts`; of an older message that is text only, one text part. */
  readonly parts: readonly Fields[];
  /** `content.metadata`. */
  readonly metadata: Fields;
}

/**
 * Reads one element of `messages`.
 *
 * @returns undefined for something without an id
 */
export function storedMessage(value: unknown): StoredMessage | undefined {
  const message = fields(value);
  const id = text(message["id"]);
  if (id === "") {
    return undefined;
  }
  const content = message["content"];
  const parts = Array.isArray(content) ? content : list(fields(content)["parts"]);
  const words = text(content) || text(fields(content)["content"]);
  return {
    id,
    role: text(message["role"]),
    createdAt: instant(message["createdAt"]),
    parts: parts.length === 0 && words !== "" ? [{ type: "text", text: words }] : parts.map(fields),
    metadata: fields(fields(content)["metadata"]),
  };
}

/** True for what a person wrote: a signal may be a note of the server as well. */
export function isQuestion({ role, metadata }: StoredMessage): boolean {
  const kind = text(fields(metadata["signal"])["type"]);
  return role === "user" || (role === "signal" && (kind === "" || kind === "user"));
}

/** The texts that a person reads of a message, without the files that went along. */
export function textsOf({ parts }: StoredMessage): readonly string[] {
  const texts = parts.map((part) => (part["type"] === "text" ? text(part["text"]) : ""));
  return texts.filter((words) => words !== "" && parseAttachment(words) === undefined);
}
