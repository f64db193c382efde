import * as vscode from "vscode";
import type { HandlerMap, ToHostMessages } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import type { ChatController } from "../chatController";
import type { PanelHost } from "./chatViewProvider";

interface Reporter {
  guard(what: string, run: () => unknown): Promise<void>;
  logError(what: string, error: unknown): void;
}

/** What each message of the panel does. */
export function panelHandlers(
  chat: ChatController,
  reporter: Reporter,
  actions: { run(action: ActionId): Promise<void> },
): PanelHost {
  const guarded = (what: string, run: () => unknown): void => void reporter.guard(what, run);
  const handlers: HandlerMap<ToHostMessages> = {
    ready: () => guarded("opening the panel", () => chat.panelReady()),
    send: ({ text }) => guarded("sending a message", () => chat.send(text)),
    stop: () => chat.stop(),
    newThread: () => chat.newThread(),
    selectAgent: ({ agentId }) => chat.selectAgent(agentId),
    action: ({ action }) => guarded(action, () => actions.run(action)),
    draft: ({ draft }) => chat.draftTyped(draft),
    copy: ({ text }) => guarded("copying", () => vscode.env.clipboard.writeText(text)),
    openLink: ({ href }) => guarded("opening a link", () => vscode.env.openExternal(vscode.Uri.parse(href))),
    drawingFailed: ({ name }) => reporter.logError(`drawing the panel failed: ${name}`, undefined),
    decideToolCall: ({ turnId, toolCallId, approved }) =>
      guarded("deciding a tool call", () => chat.decideToolCall(turnId, toolCallId, approved)),
  };
  return { handlers, panelGone: () => chat.panelGone() };
}
