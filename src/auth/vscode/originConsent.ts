import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import type { TokenConsent } from "../session/accessTokenSource";

const stateKey = "agentChat.allowedOrigins";

/** By origin and issuer: a token of another Clerk instance is another question. */
type Answers = Readonly<Record<string, "allowed" | "declined">>;

/** Asks once for each origin whether tokens of an instance may go there, and remembers both answers. */
export class OriginConsent implements TokenConsent {
  private readonly questions = new Map<string, Promise<boolean>>();

  constructor(private readonly state: vscode.Memento) {}

  /**
   * Returns when tokens of `issuer` may go to `origin`; the first time, a modal asks.
   *
   * @throws UserFacingError `originDeclined`
   */
  async require(origin: string, issuer: string): Promise<void> {
    const answer = this.answers()[keyOf(origin, issuer)];
    if (answer === "allowed" || (answer === undefined && (await this.askOnce(origin, issuer)))) {
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
    const answers = Object.entries(this.answers());
    const kept = answers.filter(([key, answer]) => answer === "allowed" || !key.startsWith(`${origin} `));
    if (kept.length < answers.length) {
      await this.state.update(stateKey, Object.fromEntries(kept));
    }
  }

  // Several requests start together; they share one dialog.
  private askOnce(origin: string, issuer: string): Promise<boolean> {
    const key = keyOf(origin, issuer);
    const open = this.questions.get(key);
    if (open !== undefined) {
      return open;
    }
    const question = this.ask(origin, key).finally(() => this.questions.delete(key));
    this.questions.set(key, question);
    return question;
  }

  private async ask(origin: string, key: string): Promise<boolean> {
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
    await this.state.update(stateKey, { ...this.answers(), [key]: allowed ? "allowed" : "declined" });
    return allowed;
  }

  private answers(): Answers {
    return this.state.get<Answers>(stateKey, {});
  }
}

function keyOf(origin: string, issuer: string): string {
  return `${origin} ${issuer}`;
}
