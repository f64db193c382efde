import { describeAttachment, isAttachment } from "./attachments";
import type { Prompt } from "./languageModel";

/** A tool call that has been answered, with either a value or an error. */
export interface ToolOutcome {
  readonly toolName: string;
  readonly value?: unknown;
  readonly error?: string;
}

/** A prompt as the scripted model sees it. */
export interface Conversation {
  /** What the person has written, oldest first, without what was attached; never empty. */
  readonly questions: readonly string[];
  /** What came along with the last question, in words. */
  readonly attachments: readonly string[];
  /** The results that came since the last question. */
  readonly outcomes: readonly ToolOutcome[];
}

/** Reads the messages of a call: the thread's history from memory, the question, and tool results. */
export function readPrompt(prompt: Prompt): Conversation {
  const questions: string[] = [];
  let attachments: string[] = [];
  let outcomes: ToolOutcome[] = [];
  for (const message of prompt) {
    if (message.role === "user") {
      const words = message.content.filter((part) => !isAttachment(part));
      questions.push(words.map((part) => (part.type === "text" ? part.text : "")).join(" "));
      attachments = message.content.filter(isAttachment).map(describeAttachment);
      outcomes = [];
    } else if (message.role === "tool") {
      outcomes.push(...message.content.map(readOutcome));
    }
  }
  return { questions: questions.length > 0 ? questions : [""], attachments, outcomes };
}

interface ToolResultPart {
  readonly toolName: string;
  readonly output: { readonly type: string; readonly value?: unknown };
}

function readOutcome({ toolName, output }: ToolResultPart): ToolOutcome {
  const { type, value } = output;
  if (type.startsWith("error") || type === "execution-denied") {
    return { toolName, error: errorText(value) };
  }
  if (toolName.startsWith("agent-") && typeof value === "string") {
    // What a sub-agent said reaches the model as bare text, unlike the results of tools
    // (docs/wire.md#mastra-sub-agents-and-workflows).
    return { toolName, value };
  }
  const parsed = type === "text" && typeof value === "string" ? parseJson(value) : value;
  return typeof parsed === "string" ? { toolName, error: parsed } : { toolName, value: parsed };
}

/** Tool results reach the model as text or as JSON, depending on the tool. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function errorText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  const message: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "message") : undefined;
  return typeof message === "string" ? message : "the tool failed without saying why";
}
