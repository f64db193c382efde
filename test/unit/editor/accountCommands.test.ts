import { deepStrictEqual } from "node:assert/strict";
import type { ClerkSession } from "../../../src/auth/session/clerkSession";
import { Accounts } from "../../../src/auth/vscode/accounts";
import type { SignInOptions } from "../../../src/auth/vscode/auth";
import type { Chat } from "../../../src/chat/chat";
import { AccountCommands } from "../../../src/editor/accountCommands";
import { MemorySecrets } from "../auth/setup/memorySecrets";
import { TestWindow } from "../auth/setup/window";

const instance = { issuer: "https://clerk.example.com", clientId: "abc" };
const sessionOf = (sub: string): ClerkSession => ({
  ...instance,
  accessToken: "a.b.c",
  expiresAt: 0,
  scope: "",
  identity: { sub, label: sub },
  kind: "pasted",
});

describe("the commands around the account", () => {
  let window: TestWindow;
  /** What the person saw: the list of accounts, or the browser with what was asked of Clerk. */
  let events: (SignInOptions | "list")[];
  let commands: AccountCommands;

  beforeEach(() => {
    window = new TestWindow(instance, new MemorySecrets());
    events = [];
    const nothing = (): Promise<void> => Promise.resolve();
    const accounts = new Accounts({
      settings: { clerk: () => ({ publishableKey: "", ...instance, scopes: "openid", redirectRelay: "" }) },
      current: { instance },
      store: window.store,
      choice: { set: () => undefined },
      kept: { add: nothing, remove: nothing },
      watcher: { look: () => window.current.read(), check: nothing },
      revocation: window.revocation,
      signIn: { cancel: () => undefined },
      log: window,
      // The person leaves the list with Escape.
      pick: () => (events.push("list"), Promise.resolve(undefined)),
      manageAllowedServers: nothing,
      signedOut: () => undefined,
    });
    const auth = {
      account: () => Promise.resolve(undefined),
      accounts: () => accounts.all(),
      chooseFlow: () => Promise.resolve(undefined),
      pasteToken: () => Promise.resolve(undefined),
      signIn: (options: SignInOptions = {}) => (events.push(options), Promise.resolve(undefined)),
      signOut: nothing,
      switchAccount: () => accounts.choose(),
    };
    const chat = {
      connection: { isOpen: false, status: "signedOut", showSigningIn: nothing },
      controller: { isVisible: true, showNotice: nothing, environmentChanged: nothing },
    };
    commands = new AccountCommands(
      auth,
      chat as unknown as Pick<Chat, "connection" | "controller" | "sessions">,
      () => undefined,
    );
  });

  it("sign in at once where a sentence offers that, also whoever is there with a token that is over", async () => {
    await commands.signInAgain();
    await window.store.replace(sessionOf("alice"));
    await commands.signInAgain();
    deepStrictEqual(events, [{}, {}]);
  });

  it("ask which account is meant where there are several, and in the palette wherever there is one", async () => {
    await commands.signIn();
    await window.store.replace(sessionOf("alice"));
    await commands.signIn();
    await window.store.replace(sessionOf("bob"));
    await commands.signInAgain();
    deepStrictEqual(events, [{}, "list", "list"]);
  });
});
