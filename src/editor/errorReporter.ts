import * as vscode from "vscode";
import { networkCode } from "../agents/requestErrors";
import { actionLabel } from "../shared/actionLabels";
import type { ActionId } from "../shared/transcript";
import { isCancellation, noticeOf, UserFacingError } from "../shared/userFacingError";
import { RecentErrors } from "./diagnostics/recentErrors";

/** Shows the error of a command as a notification with its next steps, and logs it. */
export class ErrorReporter {
  /** What has failed in this window. */
  readonly recent = new RecentErrors();

  /**
   * @param run does what a button of a notification says
   * @param isTold whether the panel shows this sentence: it says there as well when it is over, and once is enough
   */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly run: (action: ActionId) => Promise<void>,
    private readonly isTold: (message: string) => boolean = () => false,
  ) {}

  /** Our own sentences, names and codes: the text of a library's error may hold an address with a query. */
  logError(what: string, error: unknown): void {
    if (error instanceof UserFacingError) {
      const cause = reasonOf(error.cause);
      this.recent.add({ what, kind: error.kind, sentence: error.message, cause });
      this.log.warn(`${what}: ${error.kind}: ${error.message}${inBrackets(cause)}`);
    } else {
      const cause = reasonOf(error);
      this.recent.add({ what, kind: "", sentence: "", cause });
      this.log.error(`${what}:${inBrackets(cause)}\n${framesOf(error)}`);
    }
  }

  /**
   * Runs what a person asked for. A cancelled command ends quietly; one that fails has ended before the notification
   * about it is closed.
   */
  async guard(what: string, run: () => unknown): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (isCancellation(error)) {
        return;
      }
      this.logError(what, error);
      void this.guard("a notification's button", () => this.show(error));
    }
  }

  private async show(error: unknown): Promise<void> {
    const { message, actions } = noticeOf(error);
    if (this.isTold(message)) {
      return;
    }
    const items = actions.map((action) => ({ title: actionLabel(action), action }));
    const picked = await vscode.window.showErrorMessage(message, ...items);
    if (picked) {
      await this.run(picked.action);
    }
  }
}

/** The name of an error with its system code or HTTP status: `TypeError ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return "";
  }
  const status = "status" in error && typeof error.status === "number" ? String(error.status) : "";
  return [error.name, networkCode(error), status].filter((word) => word !== "").join(" ");
}

function inBrackets(reason: string): string {
  return reason === "" ? "" : ` (${reason})`;
}

/** Where an error was thrown, without its message, which stands in the stack's first lines. */
function framesOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? "").split("\n") : [];
  return lines.filter((line) => /^\s+at /.test(line)).join("\n");
}
