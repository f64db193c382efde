import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { senderName } from "../../shared/account";
import { UserFacingError } from "../../shared/userFacingError";
import { NO_END } from "../session/clerkSession";
import { type FlowId, flowDetail, flowLabel } from "../signIn/flows";
import {
  type PastedToken,
  type TokenDetails,
  expiresIn,
  parsePastedToken,
  readPastedToken,
} from "../signIn/pastedToken";
import type { ChatConsent, ChatServer } from "./chatConsent";
import type { ExtensionConsent, ExtensionServer } from "./extensionConsent";
import type { AllowedServer, ConsentAnswer, OriginConsent } from "./originConsent";
import type { SignedInAccount } from "./signedInAccount";

/** What a person wants of the accounts. */
export type AccountPick =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "add" }
  | { readonly kind: "organization" }
  | { readonly kind: "servers" }
  | { readonly kind: "signOut" };

interface AccountItem extends vscode.QuickPickItem {
  readonly pick?: AccountPick;
}

interface ServerItem extends vscode.QuickPickItem {
  /** Takes back what was allowed. */
  readonly revoke: () => Promise<void>;
}

/**
 * Lets a person choose one of the signed-in accounts, sign in with another one, or sign out.
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
  items.push({ label: `$(sign-out) ${l10n.t("Sign Out…")}`, pick: { kind: "signOut" } });
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
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t("Choose the account to sign out of") });
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
    placeHolder: l10n.t("How should the sign-in return to this window?"),
  });
  return picked?.flow;
}

/** Escape and Cancel are no answer. */
async function allowOrNot(message: string, detail: string): Promise<ConsentAnswer> {
  const allow = l10n.t("Allow");
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, allow, l10n.t("Don't Allow"));
  if (choice === undefined) {
    return undefined;
  }
  return choice === allow ? "allowed" : "declined";
}

/** Asks whether the sign-in may be sent to a server. */
export function askForConsent({ origin, issuer }: AllowedServer): Promise<ConsentAnswer> {
  const detail = l10n.t(
    "The server can then act with your account for as long as the sign-in lasts. Allow only servers that you trust. You can revoke this in the account menu, under “Manage Allowed Servers…”.",
  );
  // A pasted token needs no Clerk instance.
  const question = issuer.includes("#")
    ? l10n.t("Allow {0} to use the token that you pasted?", origin)
    : l10n.t("Allow {0} to use your Clerk sign-in?", origin);
  return allowOrNot(question, detail);
}

/** Asks whether VS Code's chat may send to a server. */
export function askForChatConsent({ server, account }: ChatServer): Promise<ConsentAnswer> {
  const detail = l10n.t(
    "When an agent is the model of VS Code's chat, VS Code sends it its own prompt, your messages and what its tools bring in: files that are read or searched, problems, terminal output, images, and results of other extensions and MCP servers. Tools of this server that any model of the chat calls receive what the model sends them. All of it goes to {0}, as {1}. You can take this back with “Manage Allowed Servers…”.",
    server,
    senderName(account),
  );
  return allowOrNot(l10n.t("Let VS Code's chat send to {0}?", server), detail);
}

/** Asks whether another extension may ask agents of a server. */
export function askForExtensionConsent(asking: ExtensionServer): Promise<ConsentAnswer> {
  const { extension, extensionName, server, account } = asking;
  const detail = l10n.t(
    "The extension {0} can then send questions to the agents of {1} as {2} and read their responses, without asking you each time. You can take this back with “Manage Allowed Servers…”.",
    extension,
    server,
    senderName(account),
  );
  return allowOrNot(l10n.t("Let {0} ask the agents of {1}?", extensionName, server), detail);
}

/** Lists the servers that were allowed; choosing one, or the button behind it, takes that back. */
export async function manageAllowedServers(
  consent: Pick<OriginConsent, "allowed" | "revoke">,
  chat: Pick<ChatConsent, "answered" | "forget">,
  extensions: Pick<ExtensionConsent, "answered" | "forget">,
): Promise<void> {
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: l10n.t("Remove") };
  const rows = (): readonly ServerItem[] => [
    ...consent.allowed().map((server) => ({
      label: server.origin,
      // What follows tells pasted tokens apart.
      description: server.issuer.replace(/#.*/, ""),
      buttons: [remove],
      revoke: () => consent.revoke(server),
    })),
    ...chat.answered().map(({ address, allowed }) => ({
      label: address,
      description: allowed ? l10n.t("VS Code's chat may send there") : l10n.t("VS Code's chat may not send there"),
      buttons: [remove],
      revoke: () => chat.forget(address),
    })),
    ...extensions.answered().map(({ extension, address, allowed }) => ({
      label: address,
      description: allowed
        ? l10n.t("The extension {0} may ask agents there", extension)
        : l10n.t("The extension {0} may not ask agents there", extension),
      buttons: [remove],
      revoke: () => extensions.forget({ extension, address }),
    })),
  ];
  if (rows().length === 0) {
    await vscode.window.showInformationMessage(l10n.t("You haven't allowed any servers yet."));
    return;
  }
  const list = vscode.window.createQuickPick<ServerItem>();
  list.title = l10n.t("Allowed Servers");
  list.placeholder = l10n.t("Choose a server to remove it. You are asked before anything is sent there again.");
  list.matchOnDescription = true;
  const fill = (): void => {
    list.items = rows();
    if (list.items.length === 0) {
      list.hide();
    }
  };
  const revoke = async (item: ServerItem | undefined): Promise<void> => {
    if (item !== undefined) {
      await item.revoke();
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
    return text === undefined || text.trim() === "" ? undefined : await parsePastedToken(text, Date.now());
  } finally {
    signal?.removeEventListener("abort", close);
    closing.dispose();
  }
}

/** Tells who is signed in by a pasted token, and how long. */
export function sayPasted({ identity, expiresAt }: Pick<PastedToken, "identity" | "expiresAt">): void {
  const message =
    expiresAt === NO_END
      ? l10n.t("Signed in as {0}. The token doesn't expire.", identity.label)
      : l10n.t("Signed in as {0}. The token expires {1}.", identity.label, expiresIn(expiresAt, Date.now()));
  void vscode.window.showInformationMessage(message);
}

function inputBox(): vscode.InputBoxOptions {
  return {
    title: l10n.t("Paste a Token"),
    prompt: l10n.t(
      "A token that your Mastra server accepts, such as one from a Clerk JWT template. It is stored in VS Code's secret storage.",
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
    return {
      message: whoseAndUntil(readPastedToken(text, Date.now())),
      severity: vscode.InputBoxValidationSeverity.Info,
    };
  } catch (error) {
    if (error instanceof UserFacingError) {
      return { message: error.message, severity: vscode.InputBoxValidationSeverity.Error };
    }
    throw error;
  }
}

function whoseAndUntil({ identity, expiresAt }: TokenDetails): string {
  if (identity === undefined) {
    return l10n.t("This token doesn't say whose it is. The server decides whether it accepts it.");
  }
  return expiresAt === NO_END
    ? l10n.t("{0}, doesn't expire", identity.label)
    : l10n.t("{0}, expires {1}", identity.label, expiresIn(expiresAt, Date.now()));
}
