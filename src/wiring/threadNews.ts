import * as vscode from "vscode";
import type { Chat } from "../chat/chat";
import type { ChatViewProvider } from "../chat/vscode/chatViewProvider";
import type { ThreadPanels } from "../chat/vscode/threadPanels";
import type { ErrorReporter } from "../editor/errorReporter";
import { OpenThread } from "../editor/openThread";
import { ResponseNotifications } from "../editor/status/responseNotifications";
import type { Lazy } from "../shared/lazily";
import type { Session } from "./createSession";

/** Builds what opens a thread from outside of the chat; loaded with the first use. */
export function createOpenThread(
  { controller, connection }: Chat,
  view: Pick<ChatViewProvider, "reveal">,
  tabs: Lazy<ThreadPanels>,
): OpenThread {
  return new OpenThread(controller, connection, () => view.reveal(), {
    // What no tab shows yet needs none of what shows tabs.
    reveal: (thread) => tabs.made?.reveal(thread) ?? false,
  });
}

export interface NotificationParts extends Pick<Session, "settings"> {
  readonly chat: Chat;
  readonly view: Pick<ChatViewProvider, "reveal">;
  readonly reporter: ErrorReporter;
  readonly openThread: Lazy<OpenThread>;
}

/** Builds what tells of responses that nobody saw; loaded with the first of them. */
export function createNotifications({
  settings,
  chat,
  view,
  reporter,
  openThread,
}: NotificationParts): ResponseNotifications {
  return new ResponseNotifications({
    isWanted: () => {
      const when = settings.notifications();
      return when === "always" || (when === "whenUnfocused" && !vscode.window.state.focused);
    },
    show: (message, button) => vscode.window.showInformationMessage(message, button),
    open: async (target) => (await openThread()).run(target),
    showThreads: async () => {
      await view.reveal();
      chat.controller.showThreads();
    },
    current: () => chat.sessions.current?.id,
    guard: (what, run) => reporter.guard(what, run),
  });
}
