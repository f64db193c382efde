import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { UserFacingError } from "../../shared/userFacingError";
import { type FlowId, flowDetail, flowLabel } from "../signIn/flows";
import { type PastedToken, expiresIn, parsePastedToken } from "../signIn/pastedToken";
import type { AllowedServer, ConsentAnswer, OriginConsent } from "./originConsent";
import type { SignedInAccount } from "./signedInAccount";

/** What a person wants of the accounts. */
export type AccountPick =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "add" }
  | { readonly kind: "organization" }
  | { readonly kind: "servers" };

interface AccountItem extends vscode.QuickPickItem {
  readonly pick?: AccountPick;
}

interface ServerItem extends vscode.QuickPickItem {
  readonly server: AllowedServer;
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
  const items: AccountItem[] = [
    ...accounts.map((account) => itemOf(account, account.id === currentId)),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: `$(add) ${l10n.t("Use another account…")}`, pick: { kind: "add" } },
  ];
  if (withOrganizations) {
    items.push({ label: `$(organization) ${l10n.t("Choose another organization…")}`, pick: { kind: "organization" } });
  }
  items.push({ label: `$(shield) ${l10n.t("Manage Allowed Servers…")}`, pick: { kind: "servers" } });
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

/**
 * Lets a person choose how to sign in.
 *
 * @param flows in the order of the table; the first is what Enter takes
 */
export async function pickFlow(flows: readonly FlowId[]): Promise<FlowId | undefined> {
  const items = flows.map((flow) => ({ label: flowLabel(flow), detail: flowDetail(flow), flow }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t("Another way to sign in"),
    placeHolder: l10n.t("How should the sign-in come back to this window?"),
  });
  return picked?.flow;
}

/** Asks whether the sign-in may be sent to a server. Escape and Cancel are no answer. */
export async function askForConsent({ origin }: AllowedServer): Promise<ConsentAnswer> {
  const allow = l10n.t("Allow");
  const decline = l10n.t("Don't Allow");
  const detail = l10n.t(
    "The server can then act with your account for as long as the sign-in lasts. Allow this only for a server that you know. You can take it back in the account menu, under “Manage Allowed Servers…”.",
  );
  const message = l10n.t("Send your Clerk sign-in to {0}?", origin);
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, allow, decline);
  if (choice === undefined) {
    return undefined;
  }
  return choice === allow ? "allowed" : "declined";
}

/** Lists the servers that were allowed; choosing one, or the button behind it, takes that back. */
export async function manageAllowedServers(consent: Pick<OriginConsent, "allowed" | "revoke">): Promise<void> {
  if (consent.allowed().length === 0) {
    await vscode.window.showInformationMessage(l10n.t("You have not allowed any server yet."));
    return;
  }
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: l10n.t("Remove") };
  const list = vscode.window.createQuickPick<ServerItem>();
  list.title = l10n.t("Allowed Servers");
  list.placeholder = l10n.t("Choose a server to remove it. You are asked before your sign-in is sent there again.");
  list.matchOnDescription = true;
  const fill = (): void => {
    list.items = consent.allowed().map((server) => ({
      label: server.origin,
      description: server.issuer,
      buttons: [remove],
      server,
    }));
    if (list.items.length === 0) {
      list.hide();
    }
  };
  const revoke = async (item: ServerItem | undefined): Promise<void> => {
    if (item !== undefined) {
      await consent.revoke(item.server);
      fill();
    }
  };
  list.onDidTriggerItemButton(({ item }) => void revoke(item));
  list.onDidAccept(() => void revoke(list.activeItems[0]));
  const closed = new Promise<void>((resolve) => list.onDidHide(resolve));
  fill();
  list.show();
  await closed;
  list.dispose();
}

function itemOf(account: SignedInAccount, current: boolean): AccountItem {
  return {
    label: `$(${current ? "check" : "account"}) ${account.label}`,
    description: [account.organization, account.issuer].filter(Boolean).join(" · "),
    ...(account.kind === "pasted" && { detail: l10n.t("Pasted token") }),
    pick: { kind: "account", id: account.id },
  };
}

/**
 * Asks for a token. While it is typed the box says whose it is and when it expires, or why it cannot work.
 *
 * @param signal closes the box
 * @returns undefined when the person gave up
 */
export async function askForToken(signal?: AbortSignal): Promise<PastedToken | undefined> {
  const closing = new vscode.CancellationTokenSource();
  const close = (): void => {
    closing.cancel();
  };
  signal?.addEventListener("abort", close);
  try {
    const text = await vscode.window.showInputBox(inputBox(), closing.token);
    return text === undefined || text.trim() === "" ? undefined : parsePastedToken(text, Date.now());
  } finally {
    signal?.removeEventListener("abort", close);
    closing.dispose();
  }
}

/** Tells who is signed in by a pasted token, and how long. */
export function sayPasted({ identity, expiresAt }: Pick<PastedToken, "identity" | "expiresAt">): void {
  const when = expiresIn(expiresAt, Date.now());
  void vscode.window.showInformationMessage(l10n.t("Signed in as {0}. The token expires {1}.", identity.label, when));
}

function inputBox(): vscode.InputBoxOptions {
  return {
    title: l10n.t("Paste a Token"),
    prompt: l10n.t(
      "A JWT that your Mastra server accepts, such as one of a Clerk JWT template. It is kept in VS Code's secret storage.",
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: validate,
  };
}

function validate(text: string): vscode.InputBoxValidationMessage | undefined {
  if (text.trim() === "") {
    return undefined;
  }
  try {
    const { identity, expiresAt } = parsePastedToken(text, Date.now());
    const message = l10n.t("{0}, expires {1}", identity.label, expiresIn(expiresAt, Date.now()));
    return { message, severity: vscode.InputBoxValidationSeverity.Info };
  } catch (error) {
    if (error instanceof UserFacingError) {
      return { message: error.message, severity: vscode.InputBoxValidationSeverity.Error };
    }
    throw error;
  }
}
