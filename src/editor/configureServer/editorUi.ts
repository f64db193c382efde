import * as vscode from "vscode";
import { withCancellableProgress } from "../../auth/vscode/cancellableProgress";
import type { Answer, Choice, TextStep, WizardUi } from "./wizardUi";

/** The wizard's inputs in VS Code. */
export class EditorUi implements WizardUi {
  readonly progress = withCancellableProgress;

  askText(step: TextStep): Promise<Answer> {
    const { validate } = step;
    const box = vscode.window.createInputBox();
    box.title = step.title;
    box.prompt = step.prompt;
    box.value = step.value;
    box.step = step.step;
    box.totalSteps = step.totalSteps;
    // People fetch the address and the keys from another window.
    box.ignoreFocusOut = true;
    box.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
    return new Promise<Answer>((resolve) => {
      box.onDidChangeValue((text) => (box.validationMessage = text === "" ? undefined : validate(text)));
      box.onDidTriggerButton(() => resolve("back"));
      box.onDidHide(() => resolve("left"));
      box.onDidAccept(() => {
        box.validationMessage = validate(box.value);
        if (box.validationMessage === undefined) {
          resolve({ text: box.value });
        }
      });
      box.show();
    }).finally(() => box.dispose());
  }

  async pick<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
    const items = choices.map(({ label, description, current, value }) => ({
      label: current === true ? `$(check) ${label}` : label,
      description: description ?? "",
      value,
    }));
    return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.value;
  }

  say(kind: "info" | "error", message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
    return kind === "info"
      ? vscode.window.showInformationMessage(message, ...buttons)
      : vscode.window.showErrorMessage(message, ...buttons);
  }
}
