import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { TokenConsent } from "../session/accessTokenSource";

const stateKey = "agentChat.origins";

type Answers = Readonly<Record<string, "allowed" | "declined">>;

/** Asks once for each origin whether the user's token may go there, and remembers both answers. */
export class OriginConsent implements TokenConsent {
  private readonly questions = new Map<string, Promise<boolean>>();

  constructor(private readonly state: vscode.Memento) {}

  /**
   * Returns when tokens may go to `origin`; the first time, a modal asks.
   *
   * @throws UserFacingError `originDeclined`
   */
  async require(origin: string): Promise<void> {
    const answer = this.answers()[origin];
    if (answer === "allowed" || (answer === undefined && (await this.askOnce(origin)))) {
      return;
    }
    const message = l10n.t(
      "Your sign-in was not sent to {0}, because you did not allow it. Try again to be asked anew, or choose another server.",
      origin,
    );
    throw new UserFacingError("originDeclined", message, ["retryConnection", "configureServer"]);
  }

  /** Forgets that an origin was declined: the next request asks again. An allowed one stays allowed. */
  async forget(origin: string): Promise<void> {
    const { [origin]: answer, ...others } = this.answers();
    if (answer === "declined") {
      await this.state.update(stateKey, others);
    }
  }

  // Several requests start together; they share one dialog.
  private askOnce(origin: string): Promise<boolean> {
    const open = this.questions.get(origin);
    if (open !== undefined) {
      return open;
    }
    const question = this.ask(origin).finally(() => this.questions.delete(origin));
    this.questions.set(origin, question);
    return question;
  }

  private async ask(origin: string): Promise<boolean> {
    const allow = l10n.t("Allow");
    const detail = l10n.t(
      "The server can then act with your account for as long as the sign-in lasts. Allow this only for a server that you know. You are asked once for each server.",
    );
    const choice = await vscode.window.showWarningMessage(
      l10n.t("Send your Clerk sign-in to {0}?", origin),
      { modal: true, detail },
      allow,
    );
    const allowed = choice === allow;
    await this.state.update(stateKey, { ...this.answers(), [origin]: allowed ? "allowed" : "declined" });
    return allowed;
  }

  private answers(): Answers {
    return this.state.get<Answers>(stateKey, {});
  }
}
