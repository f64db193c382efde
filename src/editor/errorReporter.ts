import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ActionId } from "../shared/transcript";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import type { Actions } from "./actions";

/** Shows the error of a command as a notification with its next steps, and logs it. */
export class ErrorReporter {
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly actions: () => Actions,
  ) {}

  /** Only the kind and our own sentence: an error of a library may hold an address with a query. */
  logError(what: string, error: unknown): void {
    if (error instanceof UserFacingError) {
      this.log.warn(`${what}: ${error.kind}: ${error.message}`);
    } else {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.error(`${what}: ${name}`, error instanceof Error ? (error.stack ?? "") : "");
    }
  }

  /** Runs what a person asked for. A cancelled command ends quietly. */
  async guard(what: string, run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (isCancellation(error)) {
        return;
      }
      this.logError(what, error);
      await this.show(error);
    }
  }

  private async show(error: unknown): Promise<void> {
    const { message, actions } =
      error instanceof UserFacingError
        ? error.notice
        : {
            message: l10n.t("Something went wrong inside Agent Chat. The log has the details; try again."),
            actions: ["showLog"] as readonly ActionId[],
          };
    const labels = actionLabels();
    const items = actions.map((action) => ({ title: labels[action], action }));
    const picked = await vscode.window.showErrorMessage(message, ...items);
    if (picked) {
      await this.actions().run(picked.action);
    }
  }
}

/** What the buttons say; the panel has the same words. */
function actionLabels(): Readonly<Record<ActionId, string>> {
  return {
    signIn: l10n.t("Sign in"),
    signOut: l10n.t("Sign out"),
    configureServer: l10n.t("Configure server"),
    openServerSetting: l10n.t("Open setting"),
    openClerkSettings: l10n.t("Open Clerk settings"),
    selectAgent: l10n.t("Choose another agent"),
    showLog: l10n.t("Show log"),
    pasteToken: l10n.t("Paste a token"),
    retryConnection: l10n.t("Try again"),
    trustWorkspace: l10n.t("Manage workspace trust"),
  };
}
