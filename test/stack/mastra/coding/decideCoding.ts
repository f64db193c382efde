import { withAttachments } from "../model/attachments";
import type { Decision, ModelContext, ToolCall } from "../model/decision";
import { decideEditing } from "./decideEditing";
import { decideFixing } from "./decideFixing";
import type { Conversation, ToolOutcome } from "../model/prompt";

/** A phrase, and the tools of an editor that it asks for. */
interface Errand {
  readonly asked: RegExp;
  /** @param tools the names of those that are offered */
  readonly calls: (words: readonly string[], tools: readonly string[]) => readonly ToolCall[];
}

const read = (filePath: string): ToolCall => ({
  toolName: "read_file",
  args: { filePath, startLine: 1, endLine: 100 },
});

const ERRANDS: readonly Errand[] = [
  {
    asked: /ask (\w+) "([^"]+)" with (\S+)/i,
    calls: ([agent = "", question = "", file = ""]) => [
      { toolName: "agentChat_askAgent", args: { agent, question, files: [file] } },
    ],
  },
  {
    asked: /use the MCP tool for (\w+)/i,
    // An editor names a tool by its MCP server as well.
    calls: ([location = ""], tools) => [
      {
        toolName: tools.find((name) => /^mcp_.*getWeather$/.test(name)) ?? "mcp_getWeather",
        args: { location, period: "year" },
      },
    ],
  },
  { asked: /read both (\S+) and (\S+)/i, calls: ([first = "", second = ""]) => [read(first), read(second)] },
  { asked: /read (\S+)/i, calls: ([path = ""]) => [read(path)] },
  {
    asked: /replace "([^"]+)" with "([^"]+)" in (\S+)/i,
    calls: ([oldString = "", newString = "", filePath = ""]) => [
      { toolName: "replace_string_in_file", args: { filePath, oldString, newString } },
    ],
  },
  { asked: /run `([^`]+)`/i, calls: ([command = ""]) => [{ toolName: "run_in_terminal", args: { command } }] },
  { asked: /call (\w+)/i, calls: ([toolName = ""]) => [{ toolName, args: {} }] },
  {
    asked: /weather in (\w+)/i,
    calls: ([location = ""]) => [{ toolName: "getWeather", args: { location, period: "now" } }],
  },
  {
    asked: /book (\w+)/i,
    calls: ([destination = ""]) => [{ toolName: "bookTrip", args: { destination, month: "May", travellers: 1 } }],
  },
];

/** The rules of the coding agent's model: a phrase leads to calls of tools, their results to an answer. */
export function decideCoding(conversation: Conversation, context: ModelContext): Decision {
  const { questions, instructions = "", attachments, outcomes } = conversation;
  const fixing = decideFixing(asked(questions.at(-1) ?? ""), conversation, context);
  if (fixing !== undefined) {
    return fixing;
  }
  if (outcomes.length > 0) {
    return { text: `Done. ${outcomes.map(said).join(" ")}` };
  }
  const question = asked(questions.at(-1) ?? "");
  if (/crash/i.test(question)) {
    return { failure: "the model is down" };
  }
  if (/your instructions/i.test(question)) {
    return { text: instructions };
  }
  const edit = decideEditing(question, instructions);
  if (edit !== undefined) {
    return edit;
  }
  for (const { asked: phrase, calls } of ERRANDS) {
    const words = phrase.exec(question);
    if (words !== null) {
      return called(calls(words.slice(1), context.tools), context);
    }
  }
  return withAttachments({ text: `You said: ${question}` }, attachments);
}

/** VS Code's chat wraps what a person has typed in a lot that it adds itself. */
function asked(question: string): string {
  return /<userRequest>\s*([^]*?)\s*<\/userRequest>/.exec(question)?.[1] ?? question.trim();
}

function called(calls: readonly ToolCall[], { tools, schemas = {} }: ModelContext): Decision {
  const missing = calls.filter(({ toolName }) => !tools.includes(toolName)).map(({ toolName }) => toolName);
  return missing.length > 0
    ? { text: `I was not offered ${missing.join(" and ")}, only ${tools.join(", ")}.` }
    : { toolCalls: calls.map((call) => completed(call, schemas[call.toolName])) };
}

/** With every argument that the tool wants, such as an explanation of a command. */
function completed({ toolName, args }: ToolCall, schema: unknown): ToolCall {
  const { required = [], properties = {} } = (schema ?? {}) as {
    required?: readonly string[];
    properties?: Readonly<Record<string, { type?: string; enum?: readonly unknown[] }>>;
  };
  const others = required
    .filter((name) => !(name in args))
    .map((name) => {
      const { type, enum: values } = properties[name] ?? {};
      return [name, values?.[0] ?? (type === "boolean" ? false : type === "number" ? 0 : "As you asked")] as const;
    });
  return { toolName, args: { ...args, ...Object.fromEntries(others) } };
}

function said({ toolName, value, error }: ToolOutcome): string {
  return `${toolName} says: ${error ?? JSON.stringify(value)}`;
}
