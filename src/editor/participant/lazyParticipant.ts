import * as vscode from "vscode";
import type { Participant } from "./participant";

/** As package.json contributes it. */
const ID = "agentChat.mastra";

/**
 * Registers `@mastra` in VS Code's chat; what answers loads with the first message. Does nothing in an editor
 * without a chat.
 *
 * @param participant the one that does the work, made when it is first needed
 * @param guard tells a person what goes wrong with their feedback
 */
export function registerParticipant(
  extensionUri: vscode.Uri,
  participant: () => Promise<Participant>,
  guard: (run: () => Promise<void>) => void,
): vscode.Disposable {
  const chat = vscode.chat as Partial<typeof vscode.chat> | undefined;
  if (!chat?.createChatParticipant) {
    return new vscode.Disposable(() => undefined);
  }
  const registered = chat.createChatParticipant(ID, async (...asked) => (await participant()).respond(...asked));
  registered.iconPath = vscode.Uri.joinPath(extensionUri, "media", "agentChat.svg");
  registered.followupProvider = {
    // Nothing has to load for a response of an earlier window.
    provideFollowups: async (result) => (await import("./followups")).followups(result.metadata),
  };
  registered.onDidReceiveFeedback(({ result, kind }) => {
    const isHelpful = kind === vscode.ChatResultFeedbackKind.Helpful;
    guard(async () => (await participant()).rate(result.metadata, isHelpful));
  });
  return registered;
}
