import * as vscode from "vscode";
import { withCancellableProgress } from "../../auth/vscode/cancellableProgress";

/** One line of text to be entered. */
export interface TextStep {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** Number of this step and of all steps, from 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
  /** @returns a sentence that says what is wrong, or undefined */
  readonly validate: (text: string) => string | undefined;
}

/** `left`: Escape. */
export type Answer = { readonly text: string } | "back" | "left";

export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  /** Marked with a check. */
  readonly current?: boolean;
  readonly value: T;
}

/** What the wizard shows; VS Code's own inputs and notifications in the extension. */
export interface WizardUi {
  askText(step: TextStep): Promise<Answer>;
  /** @returns undefined for Escape */
  pick<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** Runs a task behind a notification that can be cancelled. */
  progress<T>(title: string, task: (signal: AbortSignal) => Promise<T>): PromiseLike<T>;
  /** Asks in a dialog, which is over when it is answered. @returns the button that was pressed */
  ask(message: string, ...buttons: readonly string[]): PromiseLike<string | undefined>;
  /** Says something in a notification. @returns the button that was pressed */
  say(message: string, ...buttons: readonly string[]): PromiseLike<string | undefined>;
}

/** The wizard's inputs in VS Code. */
export class EditorUi implements WizardUi {
  readonly progress = withCancellableProgress;

  askText(step: TextStep): Promise<Answer> {
    const { validate } = step;
    const box = vscode.window.createInputBox();
    box.title = step.title;
    box.prompt = step.prompt;
    box.value = step.value;
    box.placeholder = step.placeholder;
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

  ask(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
    return vscode.window.showErrorMessage(message, { modal: true }, ...buttons);
  }

  say(message: string, ...buttons: readonly string[]): Thenable<string | undefined> {
    return vscode.window.showInformationMessage(message, ...buttons);
  }
}
