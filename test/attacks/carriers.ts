import type { ToView, ViewState } from "../../src/shared/protocol";
import type { Part, ToolCallPart, Turn } from "../../src/shared/transcript";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** A payload in each place of a text that Markdown treats in a way of its own, a text for each. */
export function markdownPlaces(payload: string): readonly string[] {
  const line = payload.replaceAll("\n", " ");
  return [
    payload,
    `# ${line}`,
    `> ${line}`,
    `- ${line}\n  1. ${line}`,
    `- [ ] ${line}`,
    `| ${line} | b |\n|---|---|\n| ${line} | \`${line}\` |`,
    `**${line}** _${line}_ ~~${line}~~ \`${line}\``,
    `[${line}](https://a.test/ "${line}")`,
    `![${line}](https://a.test/${encodeURIComponent(line.toWellFormed())})`,
    `[^n]\n\n[^n]: ${line}`,
    `\`\`\`${line}\n${payload}\n\`\`\``,
    `\`\`\`html\n${payload}\n\`\`\``,
    `\`\`\`js\n${payload}\n\`\`\``,
    `    ${line}`,
    `<details open ontoggle=alert(1)><summary>${line}</summary>${line}</details>`,
  ];
}

/** A payload in all of those places. */
export function asMarkdown(payload: string): string {
  return markdownPlaces(payload).join("\n\n");
}

function toolCalls(payload: string): readonly ToolCallPart[] {
  const value = { [payload]: payload, list: [payload, { deep: payload }] };
  const call = { kind: "tool", toolName: payload, argsText: JSON.stringify(value), args: value } as const;
  const note = { label: payload, percent: 50, value };
  const field = { type: "string", title: payload, description: payload, default: payload, pattern: payload };
  const schema = {
    type: "object",
    title: payload,
    description: payload,
    properties: {
      [payload]: field,
      choice: { type: "string", enum: [payload, "b"], description: payload },
      many: { type: "array", items: { type: "string", enum: [payload, "b"] }, title: payload },
      inner: { type: "object", title: payload, properties: { a: field } },
    },
  };
  return [
    { ...call, id: "writing", status: "writing", argsText: payload },
    { ...call, id: "running", status: "running", progress: [note] },
    { ...call, id: "approval", status: "awaitingApproval" },
    { ...call, id: "form", status: "suspended", suspension: { payload: { message: payload, rest: value }, schema } },
    { ...call, id: "odd", status: "suspended", suspension: { payload, schema: payload } },
    { ...call, id: "done", status: "done", result: value, progress: [note] },
    { ...call, id: "text", status: "done", result: payload },
    { ...call, id: "json", status: "done", result: JSON.stringify(value) },
    { ...call, id: "colours", status: "done", result: `\u001b[31m${payload}\u001b]8;;${payload}\u0007a\u001b[0m` },
    { ...call, id: "failed", status: "failed", error: payload },
    { ...call, id: "declined", status: "declined", reason: payload },
    { ...call, id: "nested", status: "done", nested: [{ kind: "text", id: "t", text: payload }] },
  ];
}

/** A payload in every field that comes from a server, an agent or a tool. */
function hostileParts(payload: string): readonly Part[] {
  const note = { label: payload, percent: 50, value: { [payload]: payload } };
  return [
    { kind: "text", id: "text", text: asMarkdown(payload) },
    { kind: "reasoning", id: "reasoning", text: payload, finished: true },
    ...toolCalls(payload),
    { kind: "source", id: "s", title: payload, url: payload },
    { kind: "source", id: "s2", title: payload, url: `https://a.test/${payload}` },
    { kind: "file", id: "f1", name: payload, mediaType: "image/svg+xml", base64: base64(payload.padEnd(30)) },
    { kind: "file", id: "f2", name: payload, mediaType: payload, base64: payload },
    { kind: "file", id: "f3", name: payload, mediaType: payload, url: payload },
    { kind: "object", id: "o", value: { [payload]: payload }, finished: true },
    { kind: "data", id: "d", name: payload, note },
    {
      kind: "step",
      id: "step",
      name: payload,
      status: "failed",
      output: payload,
      error: payload,
      parts: [{ kind: "text", id: "t", text: payload }],
    },
  ];
}

function attached(payload: string, content: string, mediaType?: string): Part {
  const item = { id: "1", kind: "file", name: payload, detail: payload, bytes: 3, openable: true } as const;
  return { kind: "context", id: "1", item, content, ...(mediaType === undefined ? {} : { mediaType }) };
}

/** A thread in which everything that anybody has said is the payload. */
export function hostileTurns(payload: string): readonly Turn[] {
  return [
    {
      id: "q",
      role: "user",
      agentName: "",
      parts: [
        { kind: "text", id: "t", text: payload },
        attached(payload, payload),
        attached(payload, base64(payload), "image/svg+xml"),
      ],
      state: "complete",
      createdAt: 0,
    },
    {
      id: "a",
      role: "agent",
      agentName: payload,
      parts: hostileParts(payload),
      state: "failed",
      error: { message: payload, actions: ["retryTurn"] },
      createdAt: 0,
      endedAt: 1,
      model: payload,
      runId: payload,
    },
  ];
}

/** Everything that the panel shows beside the thread, as the payload. */
export function hostileState(payload: string): Partial<ViewState> {
  return {
    serverLabel: payload,
    accountLabel: payload,
    title: payload,
    agents: [
      { id: payload, name: payload, description: payload },
      { id: "b", name: "b", description: payload },
    ],
    agentId: payload,
    notice: { message: payload, actions: ["showLog"] },
    queue: [{ id: payload, text: payload }],
    context: [
      { id: "1", kind: "file", name: payload, detail: payload, bytes: 1, openable: true },
      { id: "2", kind: "image", name: payload, detail: payload, bytes: 1, openable: true, preview: payload },
    ],
    currentFile: { id: "3", kind: "file", name: payload, detail: payload },
    deleted: { id: payload, title: payload },
    look: { fontFamily: payload },
  };
}

/** What the host says after the snapshot: the list of threads, saved prompts. */
export function hostileMessages(payload: string): readonly ToView[] {
  const row = { title: payload, agentName: payload, updatedAt: 0, snippet: payload };
  return [
    { type: "showThreads" },
    {
      type: "threads",
      list: {
        query: "a",
        threads: [
          { ...row, id: "x" },
          { ...row, id: payload, activity: "waiting" },
        ],
        loading: false,
        more: false,
        error: payload,
      },
    },
    { type: "prompts", prompts: [{ name: "a", description: payload, text: payload, source: payload }] },
  ];
}
