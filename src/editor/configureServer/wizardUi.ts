/** One line of text to be entered. */
export interface TextStep {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
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
  /** @returns the button that was pressed */
  say(kind: "info" | "error", message: string, ...buttons: readonly string[]): PromiseLike<string | undefined>;
}
