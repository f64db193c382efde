import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** Offers to sign in where somebody else than the person has asked; one offer at a time. */
export class SignInOffer {
  private offer: Thenable<unknown> | undefined;

  constructor(private readonly signIn: () => Promise<unknown>) {}

  /** Not waited for: a notification may lie there for hours. @param message why, as a sentence */
  show(message: string): void {
    const button = l10n.t("Sign in");
    this.offer ??= vscode.window.showInformationMessage(message, button).then((picked) => {
      this.offer = undefined;
      return picked === button ? this.signIn() : undefined;
    });
  }
}
