import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { NO_END } from "../auth/session/clerkSession";
import type { SignedInAccount } from "../auth/vscode/signedInAccount";
import { accountName } from "../shared/account";
import { formatDateTime, formatList } from "../shared/formats";

/** Asks before anything is removed. @returns whether the person wants it */
export async function confirmSignOut(accounts: readonly SignedInAccount[]): Promise<boolean> {
  const signOut = l10n.t("Sign Out");
  const question = l10n.t("Sign out of {0}?", namesOf(accounts));
  const options = { modal: true, detail: signOutDetail(accounts, Date.now()) };
  return (await vscode.window.showWarningMessage(question, options, signOut)) === signOut;
}

export function saySignedOut(accounts: readonly SignedInAccount[]): void {
  void vscode.window.showInformationMessage(l10n.t("Signed out of {0}.", namesOf(accounts)));
}

export function sayNotSignedIn(): void {
  void vscode.window.showInformationMessage(l10n.t("You aren't signed in."));
}

/**
 * What goes and what stays. A JWT access token cannot be revoked (docs/wire.md#clerk-lifetimes), and it would be
 * wrong to claim otherwise.
 *
 * @param now milliseconds since the epoch
 */
function signOutDetail(accounts: readonly Pick<SignedInAccount, "expiresAt">[], now: number): string {
  const end = Math.max(...accounts.map(({ expiresAt }) => expiresAt));
  return [
    l10n.t(
      "This computer's copies of your threads are removed, and what you attached to an unsent message. Threads with agents that have no memory exist only here and are lost.",
    ),
    l10n.t(
      "Your other threads stay on the server, and the text of an unsent message is kept here. Both are there when you sign in again.",
    ),
    ...(end > now ? [stillValid(end)] : []),
  ].join("\n\n");
}

/** @param end milliseconds since the epoch */
function stillValid(end: number): string {
  return end === NO_END
    ? l10n.t("The token that you pasted stays valid at the server.")
    : l10n.t("The last access token stays valid at the server until {0}.", formatDateTime(end));
}

function namesOf(accounts: readonly SignedInAccount[]): string {
  return formatList(accounts.map(accountName));
}
