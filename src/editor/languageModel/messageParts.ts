/**
 * As much of VS Code's messages as is read here. What stands in them is told apart by its fields: the classes of
 * newer parts are missing in VS Code 1.105, and other extensions make such parts too.
 */
export interface ChatMessage {
  /** `LanguageModelChatMessageRole`; 3, which is in no stable type, is the system's. */
  readonly role: number;
  readonly content: readonly unknown[];
}

export const ROLE = { user: 1, assistant: 2, system: 3 } as const;

export interface ToolCallPart {
  readonly callId: string;
  readonly name: string;
  readonly input: object;
}

export interface ToolResultPart {
  readonly callId: string;
  readonly content: readonly unknown[];
}

/** Bytes, such as an image. */
export interface DataPart {
  readonly mimeType: string;
  readonly data: Uint8Array;
}

export function isToolCall(part: unknown): part is ToolCallPart {
  return has(part, "callId", "string") && has(part, "name", "string") && has(part, "input", "object");
}

export function isToolResult(part: unknown): part is ToolResultPart {
  return has(part, "callId", "string") && Array.isArray((part as Partial<ToolResultPart>).content);
}

export function isData(part: unknown): part is DataPart {
  return has(part, "mimeType", "string") && (part as Partial<DataPart>).data instanceof Uint8Array;
}

export function isImage(part: unknown): part is DataPart {
  return isData(part) && part.mimeType.startsWith("image/");
}

/**
 * The words of a part, or of what a tool brought back; empty for anything else. Reasoning has words too, but those
 * are another model's, and bytes that are no text are marks of VS Code's own, such as where a cache begins.
 */
export function wordsOf(part: unknown): string {
  if (isData(part)) {
    return /^text\/|[/+]json$/.test(part.mimeType) ? new TextDecoder().decode(part.data) : "";
  }
  if (typeof part !== "object" || part === null || !("value" in part) || "metadata" in part) {
    return "";
  }
  return typeof part.value === "string" ? part.value : promptTreeWords(part.value);
}

/** The node of a prompt's tree that is a text; the others hold more nodes in `children`. */
const TEXT_NODE = 2;

/**
 * The words of a `LanguageModelPromptTsxPart`, a tree that `@vscode/prompt-tsx` makes and that VS Code's own tools
 * return: `{node: {type: 1, children: [{type: 2, text}]}}`.
 */
function promptTreeWords(tree: unknown): string {
  const words: string[] = [];
  const left: unknown[] = [(tree as { readonly node?: unknown } | null)?.node];
  while (left.length > 0) {
    const { type, text, children } = (left.pop() ?? {}) as { type?: unknown; text?: unknown; children?: unknown };
    if (type === TEXT_NODE && typeof text === "string") {
      words.push(text);
    } else if (Array.isArray(children)) {
      left.push(...(children as unknown[]).toReversed());
    }
  }
  return words.join("");
}

function has(part: unknown, name: string, type: "string" | "object"): boolean {
  const value: unknown = typeof part === "object" && part !== null ? Reflect.get(part, name) : undefined;
  return typeof value === type && value !== null;
}
