import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import { describeExpiry } from "../signIn/pastedToken";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignIn } from "./signIn";
import { askForToken } from "./tokenInput";

/** Signs in with a token that a person pastes, for servers without an OAuth application. */
export class PasteToken {
  constructor(
    private readonly signIn: Pick<SignIn, "keep">,
    private readonly currentInstance: () => ClerkInstance,
    private readonly watcher: SessionWatcher,
  ) {}

  /**
   * @returns undefined when the person gave up
   * @throws UserFacingError when the token cannot work
   */
  async run(): Promise<ClerkSession | undefined> {
    const token = await askForToken();
    if (token === undefined) {
      return undefined;
    }
    // Signing in works in the memory of this window where the storage does not answer.
    await this.watcher.look().catch(() => undefined);
    const session: ClerkSession = { ...token, ...this.currentInstance(), scope: "", kind: "pasted" };
    await this.signIn.keep(session);
    const { identity, expiresAt } = session;
    const expiry = describeExpiry(expiresAt, Date.now());
    void vscode.window.showInformationMessage(l10n.t("Signed in as {0}: the token {1}.", identity.label, expiry));
    return session;
  }
}
