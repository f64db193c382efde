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
  /** What the agent was told to be, of whatever origin. */
  readonly instructions?: string;
  /** What came along with the last question, in words. */
  readonly attachments: readonly string[];
  /** The results that came since the last question. */
  readonly outcomes: readonly ToolOutcome[];
  /** What the agent has said since the last question or result: the beginning of an answer that broke off. */
  readonly begun?: string;
}

const TASK_LIST = /^<(current-task-list|task-list-update)\b/;

/** Reads the messages of a call: the thread's history from memory, the question, and tool results. */
export function readPrompt(prompt: Prompt): Conversation {
  const questions: string[] = [];
  let attachments: string[] = [];
  let outcomes: ToolOutcome[] = [];
  let begun = "";
  const instructions = prompt.flatMap((message) => (message.role === "system" ? [message.content] : []));
  for (const message of prompt) {
    if (message.role === "user") {
      const words = message.content.filter((part) => !isAttachment(part));
      if (words.some((part) => part.type === "text" && TASK_LIST.test(part.text))) {
        // Mastra tells the model of its task list in the person's name; nobody has asked anything.
        continue;
      }
      questions.push(words.map((part) => (part.type === "text" ? part.text : "")).join(" "));
      attachments = message.content.filter(isAttachment).map(describeAttachment);
      outcomes = [];
      begun = "";
    } else if (message.role === "tool") {
      outcomes.push(...message.content.map(readOutcome));
      begun = "";
    } else if (message.role === "assistant") {
      begun += message.content.map((part) => (part.type === "text" ? part.text : "")).join("");
    }
  }
  return {
    questions: questions.length > 0 ? questions : [""],
    instructions: instructions.join("\n\n"),
    attachments,
    outcomes,
    ...(begun === "" ? {} : { begun }),
  };
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
