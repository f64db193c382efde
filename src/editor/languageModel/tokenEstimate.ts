import { type ChatMessage, isImage, isToolCall, isToolResult, wordsOf } from "./messageParts";
import { utf8Length } from "../../shared/bytes";

/** The rule of thumb of OpenAI's help ("What are tokens"): 4 characters of English, here of UTF-8. */
const BYTES_PER_TOKEN = 4;

/** About what a picture of 1,024 pixels a side costs with OpenAI's and Anthropic's models. */
const TOKENS_PER_IMAGE = 1_600;

/** Role and separators of a message (OpenAI's cookbook, "How to count tokens"). */
const TOKENS_PER_MESSAGE = 4;

/**
 * How many tokens a text or a message is. Mastra does not say which model an agent has, so there is no tokenizer to
 * ask: 4 bytes of UTF-8 are a token, a tool call is its name and its arguments as JSON, an image has a fixed price.
 * For scripts other than Latin, which have 2 or 3 bytes a letter, that counts more than a letter of English does, as
 * their tokenizers do.
 */
export function tokenEstimate(value: string | ChatMessage): number {
  if (typeof value === "string") {
    return ofText(value);
  }
  return value.content.reduce<number>((sum, part) => sum + ofPart(part), TOKENS_PER_MESSAGE);
}

function ofPart(part: unknown): number {
  if (isToolCall(part)) {
    return ofText(part.name) + ofText(JSON.stringify(part.input));
  }
  if (isToolResult(part)) {
    return part.content.reduce<number>((sum, inner) => sum + ofPart(inner), TOKENS_PER_MESSAGE);
  }
  return isImage(part) ? TOKENS_PER_IMAGE : ofText(wordsOf(part));
}

function ofText(text: string): number {
  return Math.ceil(utf8Length(text) / BYTES_PER_TOKEN);
}
