import type * as vscode from "vscode";
import type { Chat } from "../chat/chat";
import { PanelFocus, type PanelFocusDependencies } from "../chat/panelFocus";
import { PanelHandlers, type PanelHandlersDependencies } from "../chat/vscode/panelHandlers";
import { ThreadPanels } from "../chat/vscode/threadPanels";

export interface TabParts {
  readonly extensionUri: vscode.Uri;
  readonly chat: Chat;
  /** What the panel's messages reach, whichever place they come from. */
  readonly reached: Omit<PanelHandlersDependencies, "controller" | "sessions" | "focus">;
  readonly onWentOn: PanelFocusDependencies["onWentOn"];
}

/** Builds what shows threads in editor tabs; loaded with the first of them. */
export function createTabs({ extensionUri, chat, reached, onWentOn }: TabParts): ThreadPanels {
  const { places, forTabs } = chat;
  return new ThreadPanels({
    extensionUri,
    places,
    forTabs,
    host: (tab, focusBox) => {
      const { controller } = tab;
      const focus = new PanelFocus({ isVisible: () => controller.isVisible, focusBox, onWentOn });
      return new PanelHandlers({ ...reached, controller, sessions: tab, focus });
    },
  });
}
