import assert from "node:assert/strict";
import type { ClerkInstance } from "../../../../src/auth/clerk/clerkInstance";
import type { ClerkSession } from "../../../../src/auth/session/clerkSession";
import { type PastedToken, parsePastedToken } from "../../../../src/auth/signIn/pastedToken";
import { SignIn, type SignInDependencies } from "../../../../src/auth/vscode/signIn";
import type { SignInDisplay, SignInView } from "../../../../src/auth/vscode/signInStatus";
import { rejectsWith } from "../setup/expectError";
import { RecordedUi } from "../signIn/recordedUi";
import { SignInBench, leftAlone } from "../signIn/signInBench";

/** The notification and the panel, without VS Code. */
class TestDisplay extends RecordedUi implements SignInDisplay {
  ended = 0;

  get current(): SignInView | undefined {
    const last = this.begun.at(-1);
    return last && { ...last, hint: "" };
  }

  begin(): void {
    this.begun.length = 0;
  }

  end(): void {
    this.ended++;
  }

  during<T>(_host: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return task(new AbortController().signal);
  }
}

describe("signIn", () => {
  const bench = new SignInBench();
  before(() => bench.start());
  after(() => bench.stop());

  let settings: { issuer: string; clientId: string };
  let chosen: (readonly [ClerkInstance, string | undefined])[];
  let kept: ClerkSession[];
  let display: TestDisplay;
  beforeEach(() => {
    bench.reset();
    settings = { issuer: bench.server.issuer, clientId: bench.server.clientId };
    [chosen, kept, display] = [[], [], new TestDisplay()];
  });

  const signInWith = (changes: Partial<SignInDependencies> = {}): SignIn =>
    new SignIn({
      settings: {
        clerk: () => ({
          publishableKey: "",
          ...settings,
          scopes: "openid profile email offline_access",
          redirectRelay: bench.server.relayUrl,
        }),
      },
      interactive: () => Promise.resolve(bench.window.signIns),
      window: bench.window.desktop(),
      display,
      relay: bench.window.relay,
      store: bench.window.store,
      choice: { set: (instance, accountId) => chosen.push([instance, accountId]) },
      kept: { add: (session) => (kept.push(session), Promise.resolve()) },
      watcher: { look: () => Promise.resolve(undefined), check: () => Promise.resolve() },
      pickFlow: () => Promise.resolve(undefined),
      askForToken: () => Promise.resolve(undefined),
      ...changes,
    });
  const begunFor = (): ClerkInstance => ({ issuer: bench.server.issuer, clientId: bench.server.clientId });
  const anotherServerIsChosen = (): void => {
    settings = { issuer: "https://clerk.example.com", clientId: "another" };
  };

  it("keeps the account, and that it was chosen, at the server it was begun for when another one is chosen meanwhile", async () => {
    const desktop = bench.window.desktop();
    const openBrowser = (url: string): Promise<boolean> => (anotherServerIsChosen(), desktop.openBrowser(url));
    const session = await signInWith({ window: { ...desktop, openBrowser } }).run();
    assert.ok(session);
    assert.deepEqual(chosen, [[begunFor(), session.identity.sub]]);
    assert.equal((await bench.window.store.all(begunFor())).length, 1);
    assert.deepEqual(await bench.window.store.all(settings), []);
    assert.deepEqual(kept, [session]);
  });

  it("keeps a pasted token at the server that was set when the question for it was put", async () => {
    const token = await bench.server.issueAccessToken();
    const session = await signInWith({
      askForToken: () => (anotherServerIsChosen(), Promise.resolve(parsePastedToken(token, Date.now()))),
    }).pasteToken();
    assert.ok(session);
    assert.equal(session.issuer, bench.server.issuer);
    assert.deepEqual(chosen, [[begunFor(), session.identity.sub]]);
    assert.equal((await bench.window.store.all(begunFor())).length, 1);
  });

  it("lets Clerk ask for an account only where somebody is signed in already, whom the chat then stays with", async () => {
    const opened: URL[] = [];
    const desktop = bench.window.desktop();
    const openBrowser = (url: string): Promise<boolean> => (opened.push(new URL(url)), desktop.openBrowser(url));
    const signIn = signInWith({ window: { ...desktop, openBrowser } });
    assert.ok(await signIn.run({ additional: true }));
    assert.ok(await signIn.run({ additional: true }));
    assert.deepEqual(
      opened.map(({ searchParams }) => searchParams.get("prompt")),
      [null, "login"],
    );
    assert.deepEqual([chosen.length, kept.length], [1, 2]);
  });

  it("asks for further scopes besides those of the settings", async () => {
    let scope: string | null = "";
    const desktop = bench.window.desktop();
    const openBrowser = (url: string): Promise<boolean> => {
      scope = new URL(url).searchParams.get("scope");
      return desktop.openBrowser(url);
    };
    await signInWith({ window: { ...desktop, openBrowser } }).run({ extraScopes: ["user:org:read"] });
    assert.equal(scope, "email offline_access openid profile user:org:read");
  });

  it("says what to do when the sign-in cannot be kept, and is over then", async () => {
    const store = { all: () => Promise.resolve([]), replace: () => Promise.reject(new Error("EACCES: secret")) };
    const error = await rejectsWith(signInWith({ store }).run(), "notStored");
    assert.match(error.message, /keyring.*try again\.$/);
    assert.doesNotMatch(error.message, /secret:|EACCES/);
    assert.deepEqual(error.actions, ["signIn", "showLog"]);
    assert.equal(display.ended, 1);
    assert.deepEqual(chosen, []);
  });

  it("signs in for this window although the storage does not answer", async () => {
    await bench.window.store.all(begunFor());
    bench.secrets.silent = true;
    bench.secrets.locked = true;
    const look = async (): Promise<undefined> => (await bench.window.store.all(begunFor()), undefined);
    const watcher = { look, check: () => Promise.resolve() };
    const session = await signInWith({ watcher }).run({ additional: true });
    assert.equal(session?.identity.label, "alice@example.com");
    assert.equal(bench.window.notKept, 1);
  });

  it("goes on in the flow that the person chooses, or begins anew with it once the sign-in is over", async () => {
    let offered: readonly string[] = [];
    const desktop = bench.window.desktop();
    const signIn: SignIn = signInWith({
      window: {
        ...desktop,
        openBrowser: (url) => (display.flows.length === 1 ? leftAlone.openBrowser() : desktop.openBrowser(url)),
      },
      pickFlow: (flows) => ((offered = flows), Promise.resolve("loopback")),
    });
    assert.deepEqual(await signIn.chooseFlow(), {});
    const running = signIn.run();
    await display.until(() => display.flows.length === 1);
    assert.equal(await signIn.chooseFlow(), undefined);
    assert.ok(await running);
    assert.deepEqual(display.flows, ["uriHandler", "loopback"]);
    assert.deepEqual(offered, ["loopback", "deviceGrant", "paste"]);
    display.begun.length = 0;
    assert.deepEqual(await signIn.chooseFlow(), { first: "loopback" });
    assert.deepEqual(offered, ["deviceGrant", "paste", "uriHandler", "loopback"]);
  });

  it("ends the choice of a flow that asks for a token with the sign-in: until then its box has the keyboard", async () => {
    let give: (token: string) => void = () => undefined;
    const given = new Promise<string>((resolve) => (give = resolve));
    const askForToken = async (): Promise<PastedToken> => parsePastedToken(await given, Date.now());
    const signIn = signInWith({
      window: { ...bench.window.desktop(), ...leftAlone, askForToken },
      pickFlow: () => Promise.resolve("paste"),
    });
    const order: string[] = [];
    const running = signIn.run().finally(() => order.push("signed in"));
    await display.until(() => display.flows.length === 1);
    const choosing = signIn.chooseFlow().finally(() => order.push("chosen"));
    await display.until(() => display.flows.length === 2);
    order.push("typed");
    give(await bench.server.issueAccessToken());
    assert.equal((await running)?.kind, "pasted");
    assert.equal(await choosing, undefined);
    assert.deepEqual(order.slice(0, 1), ["typed"]);
    assert.deepEqual(new Set(order), new Set(["typed", "signed in", "chosen"]));
  });

  it("is quiet when it is cancelled", async () => {
    const signIn = signInWith({ window: { ...bench.window.desktop(), ...leftAlone } });
    const running = signIn.run();
    await display.until(() => display.flows.length === 1);
    signIn.cancel();
    assert.equal(await running, undefined);
    assert.equal(display.ended, 1);
  });
});
