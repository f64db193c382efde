import * as l10n from "@vscode/l10n";
import type { SignedInAccount } from "../auth/vscode/signedInAccount";
import { accountName } from "../shared/account";
import { formatDateTime, formatList } from "../shared/formats";

export function notSignedInSentence(): string {
  return l10n.t("You are not signed in.");
}

/** A JWT access token cannot be revoked (docs/wire.md#clerk-lifetimes), and it would be wrong to claim otherwise. */
export function signedOutSentence(accounts: readonly SignedInAccount[]): string {
  const names = formatList(accounts.map(accountName));
  const end = Math.max(...accounts.map(({ expiresAt }) => expiresAt));
  return end > Date.now()
    ? l10n.t(
        "{0} is signed out, and the conversations kept on this computer are deleted. The last access token stays valid at the server until {1}.",
        names,
        formatDateTime(end),
      )
    : l10n.t("{0} is signed out, and the conversations kept on this computer are deleted.", names);
}
