import * as vscode from "vscode";
import { lazily } from "../../shared/lazily";
import { UserFacingError } from "../../shared/userFacingError";
import { sessionScope } from "../clerk/clerkInstance";
import { ClockWatch } from "../clerk/clockWatch";
import type { Fetch } from "../clerk/http";
import { originOfToken } from "../clerk/jwt";
import { AccessTokenSource } from "../session/accessTokenSource";
import { type ClerkSession, consentScope } from "../session/clerkSession";
import { AccountMemory, CurrentAccount, type CurrentServer } from "../session/currentAccount";
import { type Refresh, RefreshBackoff, SessionRefresher } from "../session/sessionRefresher";
import { SessionStore } from "../session/sessionStore";
import type { Revoke } from "../session/tokenRequests";
import { CallbackRelay } from "../signIn/callbackRelay";
import { PendingSignIns } from "../signIn/pendingSignIns";
import { Accounts } from "./accounts";
import type { Auth, AuthSettings } from "./auth";
import { ClerkAuthenticationProvider } from "./clerkAuthenticationProvider";
import { editorWindow } from "./editorWindow";
import { OriginConsent } from "./originConsent";
import { sayLost } from "./keptNotices";
import { openRecords } from "./records";
import { SessionWatcher } from "./sessionWatcher";
import { SignIn } from "./signIn";
import { SignInStatus, anotherFlowCommand } from "./signInStatus";
import { type SignedInAccount, accountOf } from "./signedInAccount";

/** Builds the sign-in of a window. Reads no secret and makes no request. */
export function createAuth(
  context: vscode.ExtensionContext,
  settings: AuthSettings,
  log: vscode.LogOutputChannel,
): Auth {
  const disposables: Pick<vscode.Disposable, "dispose">[] = [];
  const clock = new ClockWatch();
  // Looked up at each call: VS Code replaces the global fetch with one that knows the proxy settings.
  const fetch: Fetch = clock.watching((url, init) => globalThis.fetch(url, init));
  const currentServer = (): CurrentServer => ({ origin: settings.origin(), instance: sessionScope(settings.clerk()) });
  /** For work that nobody waits for: the next caller reads the storage again, and is told what is wrong. */
  const inBackground = async (work: () => PromiseLike<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log.warn(
        `The accounts could not be looked at: ${error instanceof UserFacingError ? error.kind : "unexpected error"}.`,
      );
    }
  };

  // What is stored, and who of it counts.
  const records = openRecords(context, (name) => SessionStore.owns(name) || CallbackRelay.owns(name));
  const { store, marks: kept } = records;
  const choice = new AccountMemory(context.workspaceState, context.globalState);
  const current = new CurrentAccount(store, currentServer, choice);
  const pending = new PendingSignIns();
  const relay = new CallbackRelay(records.secrets, pending);
  const watcher: SessionWatcher = new SessionWatcher(current, (sessions) => {
    const { instance } = currentServer();
    disposables.push(records.watch(() => void inBackground(() => Promise.all([watcher.check(), relay.collect()]))));
    void inBackground(async () => {
      // What a keyring that is locked does not show is not lost.
      if (store.answered && (await kept.lost(instance, sessions))) {
        sayLost();
      }
    });
  });
  const check = (): void => void inBackground(() => watcher.check());

  // What asks Clerk, and the door to the tokens.
  const clerk = lazily(async () => {
    const { createClerkRequests } = await import("./clerkRequests");
    return createClerkRequests(fetch, clock, pending, log);
  });
  const refresh: Refresh = { run: async (session) => (await clerk()).refresh.run(session) };
  const revocation: Revoke = { run: async (session) => (await clerk()).revocation.run(session) };
  const backoff = new RefreshBackoff();
  const refresher = new SessionRefresher(store, refresh, records.lock, revocation, { changed: check }, backoff, log);
  // What asks a person something loads with the first question.
  const dialogs = lazily(() => import("./authDialogs"));
  const consent = new OriginConsent(context.globalState, async (server) => (await dialogs()).askForConsent(server));
  const chatConsent = lazily(async () => {
    const { ChatConsent } = await import("./chatConsent");
    return new ChatConsent(context.globalState, async (server) => (await dialogs()).askForChatConsent(server));
  });
  const extensionConsent = lazily(async () => {
    const { ExtensionConsent } = await import("./extensionConsent");
    return new ExtensionConsent(context.globalState, async (server) =>
      (await dialogs()).askForExtensionConsent(server),
    );
  });
  const tokens = new AccessTokenSource(current, store, refresher, consent);

  // Signing in and out.
  const status = new SignInStatus();
  const signIn = new SignIn({
    settings,
    interactive: async () => (await clerk()).interactive,
    window: editorWindow(context.extension),
    display: status,
    relay,
    store,
    choice,
    kept,
    watcher,
    pickFlow: async (flows) => (await dialogs()).pickFlow(flows),
    askForToken: async () => (await dialogs()).askForToken(),
  });
  const managed = new vscode.EventEmitter<void>();
  const manageAllowedServers = async (): Promise<void> => {
    await (await dialogs()).manageAllowedServers(consent, await chatConsent(), await extensionConsent());
    managed.fire();
  };
  const signedOut = new vscode.EventEmitter<SignedInAccount>();
  const accounts = new Accounts({
    settings,
    current,
    store,
    choice,
    kept,
    watcher,
    revocation,
    signIn,
    log,
    pick: async (...how) => (await dialogs()).pickAccount(...how),
    manageAllowedServers,
    signedOut: (session) => signedOut.fire(accountOf(session)),
  });

  disposables.push(
    watcher,
    signedOut,
    managed,
    status,
    // A link in the notification, where errors have no other place than this.
    vscode.commands.registerCommand(anotherFlowCommand, () => signIn.chooseFlow()),
    settings.onDidChange(check),
    watcher.onDidRemove((sessions) => void inBackground(() => Promise.all(sessions.map((each) => kept.remove(each))))),
    // Some hosts do not tell other windows about changed secrets (docs/wire.md#vs-code-secret-storage).
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && watcher.inUse) {
        check();
      }
    }),
    new vscode.Disposable(() => signIn.cancel()),
  );

  return {
    provider: new ClerkAuthenticationProvider(tokens, signIn, accounts, watcher),
    uriHandler: relay,
    tokensOf: (account) => tokens.forAccount(account),
    onDidChangeAccount: watcher.onDidChangeAccount,
    onDidSignOut: signedOut.event,
    onDidRemoveAccounts: (listener) => watcher.onDidRemove((sessions) => listener(sessions.map(accountOf))),
    onDidChangeSignIn: status.onDidChange,
    account: async () => optionalAccount(await watcher.look()),
    accounts: () => accounts.all(),
    signIn: async (options) => optionalAccount(await signIn.run(options)),
    chooseFlow: () => signIn.chooseFlow(),
    cancelSignIn: () => {
      signIn.cancel();
    },
    copyRedirectUri: async () => {
      await vscode.env.clipboard.writeText(status.current?.trouble?.redirectUri ?? "");
    },
    switchAccount: () => accounts.choose(),
    signOut: ({ ref }) => accounts.signOut(ref),
    pasteToken: async () => {
      const session = await signIn.pasteToken();
      if (session !== undefined) {
        (await dialogs()).sayPasted(session);
      }
      return optionalAccount(session);
    },
    manageAllowedServers,
    onDidManageServers: managed.event,
    mayReach: ({ ref }, origin) => consent.isAllowed({ origin, issuer: consentScope(ref) }),
    requireChatConsent: async (server) => (await chatConsent()).require(server),
    requireExtensionConsent: async (server) => (await extensionConsent()).require(server),
    chatAnswer: async (ownerId) => (await chatConsent()).answer(ownerId),
    tryAgain: (origin) => {
      backoff.reset();
      void consent.forgetDeclined(URL.canParse(origin) ? new URL(origin).origin : origin);
    },
    tokenOrigin: async ({ ref }) => {
      const session = await store.read(ref);
      return session && originOfToken(session.accessToken);
    },
    settled: () => refresher.settled(),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}

function optionalAccount(session: ClerkSession | undefined): SignedInAccount | undefined {
  return session && accountOf(session);
}
