import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { SignedInAccount } from "./signedInAccount";

/** What a person wants of the accounts. */
export type AccountPick =
  { readonly kind: "account"; readonly id: string } | { readonly kind: "add" } | { readonly kind: "organization" };

interface Item extends vscode.QuickPickItem {
  readonly pick?: AccountPick;
}

/**
 * Lets a person choose one of the signed-in accounts, or sign in with another one.
 *
 * @param withOrganizations whether the scopes let Clerk ask for an organisation
 */
export async function pickAccount(
  accounts: readonly SignedInAccount[],
  currentId: string | undefined,
  withOrganizations: boolean,
): Promise<AccountPick | undefined> {
  const items: Item[] = [
    ...accounts.map((account) => itemOf(account, account.id === currentId)),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${l10n.t("Use another account…")}`, pick: { kind: "add" } },
  ];
  if (withOrganizations) {
    items.push({ label: `$(organization) ${l10n.t("Choose another organization…")}`, pick: { kind: "organization" } });
  }
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t("Account"), matchOnDescription: true });
  return picked?.pick;
}

/**
 * Lets a person choose what to sign out of.
 *
 * @returns the ids of the chosen accounts; undefined when nothing was chosen
 */
export async function pickSignOut(accounts: readonly SignedInAccount[]): Promise<readonly string[] | undefined> {
  const items = [
    ...accounts.map((account) => ({ ...itemOf(account, false), ids: [account.id] })),
    { label: l10n.t("All accounts"), ids: accounts.map(({ id }) => id) },
  ];
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t("Sign out of which account?") });
  return picked?.ids;
}

function itemOf(account: SignedInAccount, current: boolean): Item {
  return {
    label: `$(${current ? "check" : "account"}) ${account.label}`,
    description: [account.organization, account.issuer].filter(Boolean).join(" · "),
    ...(account.kind === "pasted" && { detail: l10n.t("Pasted token") }),
    pick: { kind: "account", id: account.id },
  };
}
