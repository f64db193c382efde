import { isAbsolute, join } from "node:path";
import { withAttachments } from "../model/attachments";
import type { Decision, ModelContext, ToolCall } from "../model/decision";
import { decideEditing } from "./decideEditing";
import { decideFixing } from "./decideFixing";
import type { Conversation, ToolOutcome } from "../model/prompt";

/** A phrase, and the tools of an editor that it asks for. */
interface Errand {
  readonly asked: RegExp;
  /**
   * @param tools the names of those that are offered
   * @param whole makes whole paths of those in the workspace: VS Code's tools take no others
   */
  readonly calls: (
    words: readonly string[],
    tools: readonly string[],
    whole: (path: string) => string,
  ) => readonly ToolCall[];
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
  {
    asked: /read both (\S+) and (\S+)/i,
    calls: ([first = "", second = ""], _, whole) => [read(whole(first)), read(whole(second))],
  },
  { asked: /read (\S+)/i, calls: ([path = ""], _, whole) => [read(whole(path))] },
  {
    asked: /replace "([^"]+)" with "([^"]+)" in (\S+)/i,
    calls: ([oldString = "", newString = "", path = ""], _, whole) => [
      { toolName: "replace_string_in_file", args: { filePath: whole(path), oldString, newString } },
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
      const folder = folderIn([...questions, instructions].join("\n"));
      const whole = (path: string): string => (folder === undefined || isAbsolute(path) ? path : join(folder, path));
      return called(calls(words.slice(1), context.tools, whole), context);
    }
  }
  return withAttachments({ text: `You said: ${question}` }, attachments);
}

/** VS Code's chat wraps what a person has typed in a lot that it adds itself. */
function asked(question: string): string {
  return /<userRequest>\s*([^]*?)\s*<\/userRequest>/.exec(question)?.[1] ?? question.trim();
}

/** Where the workspace is, as VS Code's chat tells an agent in its prompt. */
function folderIn(prompt: string): string | undefined {
  return /in a workspace with the following folders:\s*- (\S+)/.exec(prompt)?.[1];
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
