import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SignedInAccount } from "../auth/vscode/signedInAccount";
import { accountName } from "../shared/account";

export function notSignedInSentence(): string {
  return l10n.t("You are not signed in.");
}

/** A JWT access token cannot be revoked (docs/wire.md#clerk-lifetimes), and it would be wrong to claim otherwise. */
export function signedOutSentence(accounts: readonly SignedInAccount[]): string {
  const names = accounts.map(accountName).join(", ");
  const end = Math.max(...accounts.map(({ expiresAt }) => expiresAt));
  return end > Date.now()
    ? l10n.t(
        "{0} is signed out, and the conversations kept on this machine are deleted. The last access token stays valid at the server until {1}.",
        names,
        new Date(end).toLocaleString(vscode.env.language),
      )
    : l10n.t("{0} is signed out, and the conversations kept on this machine are deleted.", names);
}
