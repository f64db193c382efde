import * as vscode from "vscode";
import type { ServerConnection } from "../chat/serverConnection";
import type { Turn } from "../shared/transcript";

/**
 * Context keys below `agentChat.`, for menus and the walkthrough:
 *
 * - `signedIn`: somebody is signed in; `openServer`: the server asks for no sign-in
 * - `serverSet`: there is a server to talk to
 * - `responded`: an agent has responded in the panel in this window
 * - `participantAsked`: `@mastra` has been used in this window
 */
type ContextKey = "signedIn" | "openServer" | "serverSet" | "responded" | "participantAsked";

/** What menus and the walkthrough know of the chat. What has not changed is not told again. */
export class ContextKeys {
  private readonly told = new Map<ContextKey, boolean>();

  /** @param isConfigured whether the settings name a server; one that is open needs none of them */
  connectionChanged({ account, isOpen, status }: ServerConnection, isConfigured: boolean): void {
    this.set("signedIn", account !== undefined);
    this.set("openServer", isOpen);
    this.set("serverSet", isConfigured || status === "ready");
  }

  /** @param newest turn of the thread that the panel shows */
  turnChanged(newest: Turn | undefined): void {
    if (newest?.state === "complete") {
      this.set("responded", true);
    }
  }

  participantAsked(): void {
    this.set("participantAsked", true);
  }

  private set(key: ContextKey, value: boolean): void {
    if (this.told.get(key) !== value) {
      this.told.set(key, value);
      void vscode.commands.executeCommand("setContext", `agentChat.${key}`, value);
    }
  }
}
