import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { dispatchFromView } from "../../../src/chat/viewMessages";
import type { HandlerMap, ToHost, ToHostMessages } from "../../../src/shared/protocol";

describe("dispatchFromView", () => {
  let seen: string[];
  const handler = (name: string) => (): void => void seen.push(name);
  const handlers: HandlerMap<ToHostMessages> = {
    ready: handler("ready"),
    send: handler("send"),
    stop: handler("stop"),
    newThread: handler("newThread"),
    selectAgent: handler("selectAgent"),
    action: handler("action"),
    draft: handler("draft"),
    copy: handler("copy"),
    openLink: handler("openLink"),
    drawingFailed: handler("drawingFailed"),
    decideToolCall: handler("decideToolCall"),
  };

  beforeEach(() => (seen = []));

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
    { type: "decideToolCall", turnId: "t", toolCallId: "c", approved: true },
  ];

  it("knows every message that the panel sends", () => {
    for (const message of messages) {
      strictEqual(dispatchFromView(message, handlers), true, message.type);
    }
    deepStrictEqual(seen, Object.keys(handlers));
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
    { type: "decideToolCall", turnId: "t", toolCallId: "c", approved: "yes" },
    { type: "openLink", href: "command:workbench.action.quit" },
    { type: "openLink", href: "javascript:alert(1)" },
    { type: "openLink", href: "file:///etc/passwd" },
    { type: "openLink", href: "vscode://agent-chat.mastra-clerk/callback?code=1" },
    { type: "openLink", href: "not a link" },
  ];
  for (const message of refused) {
    it(`does nothing on ${JSON.stringify(message)}`, () => {
      strictEqual(dispatchFromView(message, handlers), false);
      deepStrictEqual(seen, []);
    });
  }
});
