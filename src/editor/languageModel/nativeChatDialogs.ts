import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { NativeChatDialogs } from "./nativeChat";

/** What a person is told and asked about VS Code's own chat. */
export class EditorNativeChatDialogs implements NativeChatDialogs {
  /** @param vendor as package.json contributes it */
  constructor(private readonly vendor: string) {}

  async confirm(isOn: boolean): Promise<boolean> {
    const switchOn = isOn ? l10n.t("Continue") : l10n.t("Switch On");
    const detail = [
      isOn
        ? l10n.t("VS Code's chat is on already. Your agents are added to its list of models.")
        : l10n.t(
            "VS Code's chat is off until somebody signs in to GitHub Copilot. It is switched on without that, for the models of your agents: the setting chat.disableAIFeatures becomes false, which enables the built-in extension GitHub Copilot Chat in every window, and Agent Chat is added to VS Code's list of models.",
          ),
      l10n.t("Then one short question goes to an agent, to see that it answers."),
      l10n.t("To undo it, run “Stop Using These Agents in VS Code's Chat”."),
    ].join("\n\n");
    const message = l10n.t("Use your agents in VS Code's chat?");
    return (await vscode.window.showInformationMessage(message, { modal: true, detail }, switchOn)) === switchOn;
  }

  using(modelId: string): void {
    const open = l10n.t("Open Chat");
    const message = l10n.t("VS Code's chat can answer with your agents now. Choose one in its list of models.");
    void vscode.window.showInformationMessage(message, open).then((picked) => {
      return picked === open ? this.openChat(modelId) : undefined;
    });
  }

  stopped(switchedOff: boolean): void {
    void vscode.window.showInformationMessage(
      switchedOff
        ? l10n.t(
            "VS Code's chat is off again, by the setting chat.disableAIFeatures. Your agents are in the Agent Chat panel.",
          )
        : l10n.t("VS Code's chat stays on as it was. Your agents are in the Agent Chat panel."),
    );
  }

  private openChat(id: string): Thenable<unknown> {
    const modelSelector = { vendor: this.vendor, id };
    return vscode.commands.executeCommand("workbench.action.chat.open", { modelSelector });
  }
}

/**
 * Asks an agent something through VS Code, as its chat does, while a notification says so.
 *
 * @param preferred the id of the agent that is asked if there is one of this id
 * @returns the id of the model that has answered
 * @throws UserFacingError when none does; a cancellation when the person does not wait for it
 */
export async function askThroughEditor(vendor: string, preferred: string): Promise<string> {
  const models = await vscode.lm.selectChatModels({ vendor });
  const model = models.find(({ family }) => family === preferred) ?? models[0];
  if (!model) {
    throw unanswered(l10n.t("An agent"), l10n.t("VS Code does not list it."));
  }
  const title = l10n.t("Asking {0}…", model.name);
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    try {
      const question = vscode.LanguageModelChatMessage.User("Hello! Answer in one short sentence.");
      const response = await model.sendRequest([question], {}, token);
      const first = await response.stream[Symbol.asyncIterator]().next();
      if (first.done !== true) {
        return model.id;
      }
    } catch (error) {
      throw token.isCancellationRequested
        ? new vscode.CancellationError()
        : unanswered(model.name, error instanceof Error ? error.message : "");
    }
    throw unanswered(model.name, l10n.t("The response is empty."));
  });
}

function unanswered(agent: string, reason: string): UserFacingError {
  const message = l10n.t("VS Code's chat is on, but {0} did not answer: {1}", agent, reason);
  return new UserFacingError("unanswered", message.trim(), ["showLog"]);
}
