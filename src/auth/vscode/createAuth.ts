import * as vscode from "vscode";
import { lazily } from "../../shared/lazily";
import { sessionScope } from "../clerk/clerkInstance";
import { ClockWatch } from "../clerk/clockWatch";
import type { Fetch } from "../clerk/http";
import { originOfToken } from "../clerk/jwt";
import { AccessTokenSource } from "../session/accessTokenSource";
import { AccountMemory, CurrentAccount, type CurrentServer } from "../session/currentAccount";
import { type Refresh, RefreshBackoff, SessionRefresher } from "../session/sessionRefresher";
import { SessionStore } from "../session/sessionStore";
import type { Revoke } from "../session/tokenRequests";
import { CallbackMailbox } from "../signIn/callbackMailbox";
import { PendingSignIns } from "../signIn/pendingSignIns";
import { AccountSwitch } from "./accountSwitch";
import type { Auth } from "./auth";
import type { AuthSettings } from "./authSettings";
import { ClerkAuthenticationProvider } from "./clerkAuthenticationProvider";
import type { ClerkRequests } from "./clerkRequests";
import { ClerkUriHandler } from "./clerkUriHandler";
import { OriginConsent } from "./originConsent";
import { PasteToken } from "./pasteToken";
import { openRecords, sayLost } from "./records";
import { SessionWatcher } from "./sessionWatcher";
import { SignIn } from "./signIn";
import { anotherWayCommand } from "./signInProgress";
import { SignInStatus } from "./signInStatus";
import { type SignedInAccount, accountOf } from "./signedInAccount";
import { SignOut } from "./signOut";

/** Builds the parts. Reads no secret and makes no request. */
export function createAuth(
  context: vscode.ExtensionContext,
  settings: AuthSettings,
  log: vscode.LogOutputChannel,
): Auth {
  const clock = new ClockWatch();
  // Looked up at each call: VS Code replaces the global fetch with one that knows the proxy settings.
  const fetch: Fetch = clock.watching((url, init) => globalThis.fetch(url, init));
  const currentServer = (): CurrentServer => ({ origin: settings.origin(), instance: sessionScope(settings.clerk()) });
  const currentInstance = (): CurrentServer["instance"] => currentServer().instance;
  const records = openRecords(context, (name) => SessionStore.owns(name) || CallbackMailbox.owns(name));
  const { store, marks: kept } = records;
  const choice = new AccountMemory(context.workspaceState, context.globalState);
  const account = new CurrentAccount(store, currentServer, choice);
  const watcher = new SessionWatcher(account, (sessions) => {
    disposables.push(records.watch(() => void Promise.all([watcher.check(), mailbox.collect()])));
    // What a keyring that is locked does not show is not lost.
    if (store.answered) {
      void kept.lost(currentInstance(), sessions).then((lost) => (lost ? sayLost() : undefined));
    }
  });
  const pending = new PendingSignIns();
  const clerk = lazily(async () => {
    const { createClerkRequests } = await import("./clerkRequests");
    return createClerkRequests(fetch, clock, pending, log);
  });
  const refresh: Refresh = { run: async (session) => (await clerk()).refresh.run(session) };
  const revocation: Revoke = { run: async (session) => (await clerk()).revocation.run(session) };
  const consent = new OriginConsent(context.globalState);
  const backoff = new RefreshBackoff();
  const events = { changed: () => void watcher.check() };
  const refresher = new SessionRefresher(store, refresh, records.lock, revocation, events, backoff, log);
  const tokens = new AccessTokenSource(account, store, refresher, consent, currentServer);

  const mailbox = new CallbackMailbox(records.secrets, pending);
  const interactive = async (): Promise<ClerkRequests["interactive"]> => (await clerk()).interactive;
  const status = new SignInStatus();
  const signIn = new SignIn(interactive, store, account, settings, watcher, status, kept, mailbox, context.extension);
  const signedOut = new vscode.EventEmitter<SignedInAccount>();
  const signOut = new SignOut(signIn, store, account, revocation, watcher, kept, log, (session) => {
    signedOut.fire(accountOf(session));
  });
  const pasteToken = new PasteToken(signIn, currentInstance, watcher);
  const accountSwitch = new AccountSwitch(account, watcher, settings);

  const disposables: Pick<vscode.Disposable, "dispose">[] = [
    watcher,
    signedOut,
    status,
    // A link in the notification, where errors have no other place than this.
    vscode.commands.registerCommand(anotherWayCommand, () => signIn.chooseWay()),
    settings.onDidChange(() => void watcher.check()),
    watcher.onDidRemove((sessions) => void Promise.all(sessions.map((session) => kept.remove(session)))),
    // Some hosts do not tell other windows about changed secrets (facts/vscode-host.md).
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && watcher.inUse) {
        void watcher.check();
      }
    }),
    new vscode.Disposable(() => signIn.cancel()),
  ];

  return {
    provider: new ClerkAuthenticationProvider(tokens, signIn, signOut, watcher),
    uriHandler: new ClerkUriHandler(mailbox),
    tokens,
    tokensOf: (signedIn) => tokens.forAccount(signedIn),
    onDidChangeAccount: watcher.onDidChangeAccount,
    onDidSignOut: signedOut.event,
    onDidChangeSignIn: status.onDidChange,
    account: async () => optionalAccount(await watcher.look()),
    hasLeft: (key) => watcher.hasLeft(key),
    accounts: async () => (await account.all()).map(accountOf),
    signIn: async (wish) => optionalAccount(await signIn.run(wish)),
    chooseWay: () => signIn.chooseWay(),
    cancelSignIn: () => {
      signIn.cancel();
    },
    copyRedirectUri: async () => {
      await vscode.env.clipboard.writeText(status.current?.trouble?.redirectUri ?? "");
    },
    switchAccount: () => accountSwitch.run(),
    signOut: (signedIn) => signOut.run(signedIn.id),
    pasteToken: async () => optionalAccount(await pasteToken.run()),
    tryAgain: (origin) => {
      backoff.reset();
      void consent.forget(URL.canParse(origin) ? new URL(origin).origin : origin);
    },
    tokenOrigin: async () => {
      const session = await account.read();
      return session && originOfToken(session.accessToken);
    },
    settled: () => refresher.settled(),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}

function optionalAccount(session: Parameters<typeof accountOf>[0] | undefined): SignedInAccount | undefined {
  return session && accountOf(session);
}
