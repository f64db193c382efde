import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dispatchFromView, type ViewHandlers } from "../../../src/chat/viewMessages";
import type { ShownThread, ToHost } from "../../../src/shared/protocol";

describe("dispatchFromView", () => {
  let seen: string[];
  const handler = (name: string) => (): void => void seen.push(name);
  // Built from the messages below, so that it knows as many as they do; the type says that all are there.
  let handlers: ViewHandlers;
  const shown: ShownThread = { owner: "o", threadId: "t" };

  beforeEach(() => {
    seen = [];
    handlers = Object.fromEntries(messages.map(({ type }) => [type, handler(type)])) as unknown as typeof handlers;
  });

  const messages: readonly ToHost[] = [
    { type: "ready" },
    { type: "send", text: "Weather?" },
    { type: "stop" },
    { type: "newThread" },
    { type: "selectAgent", agentId: "weatherAgent" },
    { type: "action", action: "signIn" },
    { type: "draft", draft: { text: "a", revision: 1 } },
    { type: "copy", text: "a" },
    { type: "openLink", href: "https://example.com" },
    { type: "drawingFailed", name: "TypeError" },
    { type: "decideToolCall", turnId: "t", toolCallId: "c", approved: true, reason: "" },
    { type: "setThreadOptions", options: { maxSteps: 3 } },
    { type: "readMemory", agentId: "weatherAgent" },
    { type: "saveMemory", agentId: "weatherAgent", change: { text: "a", shown: "b" } },
    { type: "memoryTyped", agentId: "weatherAgent", typed: { typed: { value: "a" } } },
    { type: "response", request: { about: "rating", turnId: "t", isHelpful: true, comment: "a" } },
    { type: "resumeToolCall", turnId: "t", toolCallId: "c", data: { name: "Ada" } },
    { type: "editTurn", turnId: "t", text: "a" },
    { type: "regenerate", turnId: "t" },
    { type: "branch", turnId: "t" },
    { type: "removeQueued", id: "m" },
    { type: "listThreads", query: "" },
    { type: "moreThreads" },
    { type: "closeThreads" },
    { type: "openThread", threadId: "t" },
    { type: "renameThread", threadId: "t", title: "a" },
    { type: "deleteThread", threadId: "t" },
    { type: "undoDelete", threadId: "t" },
    { type: "loadEarlier", all: false },
    { type: "exportThread", format: "markdown" },
    { type: "complete", request: 1, query: "src" },
    { type: "attach", id: "file" },
    { type: "attachUris", uris: ["file:///a"] },
    { type: "attachData", name: "a.png", mediaType: "image/png", base64: "" },
    { type: "removeContext", id: "c" },
    { type: "openContext", id: "c" },
    { type: "preview", text: "a" },
    { type: "listPrompts" },
    { type: "code", action: "insert", code: "a", language: "ts" },
    { type: "checkPaths", paths: ["src/a.ts"] },
    { type: "openFile", path: "src/a.ts", line: 3, column: 1, endLine: 4, endColumn: 2 },
    { type: "saveFile", turnId: "t", partId: "p" },
  ];

  it("knows every message that the panel sends", () => {
    for (const message of messages) {
      strictEqual(dispatchFromView({ ...message, shown }, handlers), true, message.type);
    }
    deepStrictEqual(
      seen,
      messages.map(({ type }) => type),
    );
    strictEqual(new Set(seen).size, seen.length);
  });

  const refused: readonly unknown[] = [
    undefined,
    "send",
    {},
    { type: "send" },
    { type: "send", text: 7 },
    { type: "toString" },
    { type: "constructor" },
    { type: "action", action: "workbench.action.terminal.new" },
    { type: "action", action: "toString" },
    { type: "drawingFailed", name: "TypeError at https://example.com?token=1" },
    { type: "draft", draft: null },
    { type: "draft", draft: { text: "a", revision: Number.NaN } },
    { type: "decideToolCall", turnId: "t", toolCallId: "c", approved: "yes", reason: "" },
    { type: "attachUris", uris: "file:///a" },
    { type: "attachUris", uris: [1] },
    { type: "code", action: "rm", code: "a", language: "sh" },
    { type: "exportThread", format: "exe" },
    { type: "saveMemory", agentId: "weatherAgent" },
    { type: "response" },
    { type: "memoryTyped", agentId: "weatherAgent", typed: null },
    { type: "memoryTyped", typed: {} },
    { type: "saveMemory", agentId: "weatherAgent", change: { text: "a" } },
    { type: "openFile", path: "a", line: 1.5 },
    { type: "openFile", path: "a", line: 1, endLine: "2" },
    { type: "openLink", href: "command:workbench.action.quit" },
    { type: "openLink", href: "javascript:alert(1)" },
    { type: "openLink", href: "file:///etc/passwd" },
    { type: "openLink", href: "vscode://agent-chat.mastra-clerk/callback?code=1" },
    { type: "openLink", href: "not a link" },
  ];
  for (const message of refused) {
    it(`does nothing on ${JSON.stringify(message)}`, () => {
      const posted = typeof message === "object" ? { ...message, shown } : message;
      strictEqual(dispatchFromView(posted, handlers), false);
      deepStrictEqual(seen, []);
    });
  }

  it("tells the handler which thread was shown, and does nothing without it", () => {
    let told: ShownThread | undefined;
    handlers = { ...handlers, stop: (_, where) => (told = where) };
    for (const unknown of [undefined, null, {}, { owner: "o" }, { owner: 1, threadId: "t" }]) {
      strictEqual(dispatchFromView({ type: "stop", shown: unknown }, handlers), false);
    }
    strictEqual(dispatchFromView({ type: "stop", shown }, handlers), true);
    deepStrictEqual(told, shown);
  });
});
