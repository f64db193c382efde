import assert from "node:assert/strict";
import type { FlowId } from "../../../../src/auth/signIn/flows";
import { parsePastedToken } from "../../../../src/auth/signIn/pastedToken";
import type { SignInRequest, SignInWindow } from "../../../../src/auth/signIn/signInWindow";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { type Person, enterDeviceCode, walkThrough } from "../setup/browser";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";
import { type SignInTimes, TestWindow } from "../setup/window";
import { RecordedUi } from "./recordedUi";

const never = new AbortController().signal;
/** The device grant's waits without the time. */
const soon = (_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(() => (signal.aborted ? reject(signal.reason as Error) : resolve()), 20);
  });

describe("interactiveSignIn", () => {
  let server: AuthServer;
  let secrets: MemorySecrets;
  let window: TestWindow;

  before(async () => (server = await startAuthServer()));
  after(() => server.close());
  beforeEach(() => {
    server.setOpaqueTokens(false);
    secrets = new MemorySecrets();
    window = openWindow();
  });

  const openWindow = (times: SignInTimes = {}, instance: object = {}): TestWindow =>
    new TestWindow({ issuer: server.issuer, clientId: server.clientId, ...instance }, secrets, {
      wait: soon,
      ...times,
    });
  const request = (changes: Partial<SignInRequest> = {}): SignInRequest => ({
    instance: window.instance,
    scopes: "openid profile email offline_access",
    redirectRelay: server.relayUrl,
    ...changes,
  });
  const run = (from: SignInWindow, changes: Partial<SignInRequest> = {}, ui = new RecordedUi(), signal = never) =>
    window.signIns.run(request(changes), from, ui, signal);
  /** A browser that opens and is left alone. */
  const leftAlone = { openBrowser: () => Promise.resolve(true) };

  describe("each way from start to end", () => {
    it("uriHandler", async () => {
      const ui = new RecordedUi();
      const session = await run(window.desktop({ email: "bob@example.com" }), {}, ui);
      assert.ok(session?.refreshToken);
      assert.equal(session.identity.email, "bob@example.com");
      assert.match(session.identity.sub, /^user_/);
      assert.ok(session.expiresAt > Date.now() + 86_000_000);
      assert.deepEqual(ui.ways, [{ flow: "uriHandler", others: ["loopback", "deviceGrant", "paste"] }]);
    });

    for (const [how, doubled] of [["as it is", false], ["with the query encoded once more", true]] as const) {
      it(`relay, the callback arriving ${how}`, async () => {
        let external = "";
        const tab: SignInWindow = {
          ...window.desktop({}, { ui: "web", remote: true, uriScheme: "code-oss" }),
          externalUri: (callback) => {
            const query = encodeURIComponent(new URL(callback).search.slice(1));
            const ours = "vscode-scheme=code-oss&vscode-authority=agent-chat.mastra-clerk&vscode-path=%2Fcallback";
            external = `http://localhost:9/stable-1/callback?vscode-reqid=4&${ours}&vscode-query=${query}`;
            return Promise.resolve(external);
          },
          openBrowser: (url) => {
            void walkThrough(url).then((location) => {
              assert.ok(location.startsWith(external));
              const { searchParams } = new URL(location);
              const own = [searchParams.get("vscode-query"), ...pairs(searchParams)].join("&");
              return window.mailbox.deliver(doubled ? encodeURIComponent(own) : own);
            });
            return Promise.resolve(true);
          },
        };
        const ui = new RecordedUi();
        const session = await run(tab, {}, ui);
        assert.equal(session?.identity.label, "alice@example.com");
        assert.deepEqual(ui.flows, ["relay"]);
      });
    }

    const pairs = (parameters: URLSearchParams): string[] =>
      [...parameters]
        .filter(([name]) => !name.startsWith("vscode-"))
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

    it("loopback, with a page for the browser that comes back", async () => {
      const pages: Promise<Response>[] = [];
      const fork: SignInWindow = {
        ...window.desktop({}, { uriScheme: "some-fork" }),
        openBrowser: async (url) => {
          const location = await walkThrough(url);
          pages.push(fetch(location.replace(/state=[^&]+/, "state=guessed")));
          await pages[0];
          pages.push(fetch(location));
          return true;
        },
      };
      const ui = new RecordedUi();
      const session = await run(fork, {}, ui);
      assert.equal(session?.identity.label, "alice@example.com");
      assert.deepEqual(ui.flows, ["loopback"]);
      const [stranger, own] = await Promise.all(pages);
      assert.equal(stranger?.status, 400);
      assert.match((await own?.text()) ?? "", /You can close this tab/);
      await assert.rejects(fetch(own?.url.split("?")[0] ?? ""), "The port is closed again.");
    });

    it("deviceGrant, confirmed in a browser elsewhere", async () => {
      const ui = new RecordedUi();
      const elsewhere: SignInWindow = { ...window.desktop(), ...leftAlone };
      const running = run(elsewhere, { first: "deviceGrant" }, ui);
      await ui.until(() => ui.codes.length > 0);
      const [prompt] = ui.codes;
      assert.ok(prompt);
      await enterDeviceCode(prompt.verificationUri, { email: "bob@example.com" }, prompt.userCode);
      const session = await running;
      assert.ok(session?.refreshToken);
      assert.equal(session.identity.label, "bob@example.com");
      assert.deepEqual(ui.ways, [{ flow: "deviceGrant", others: ["paste", "uriHandler", "loopback"] }]);
    });

    it("deviceGrant, with the page that opens here", async () => {
      let visit: Promise<unknown> | undefined;
      const here: SignInWindow = {
        ...window.desktop(),
        openBrowser: (url) => {
          visit = enterDeviceCode(url);
          return Promise.resolve(true);
        },
      };
      const session = await run(here, { first: "deviceGrant" });
      await visit;
      assert.equal(session?.identity.label, "alice@example.com");
    });

    it("paste", async () => {
      const token = await server.issueAccessToken();
      const asked = { ...window.desktop(), askForToken: () => Promise.resolve(parsePastedToken(token, Date.now())) };
      const session = await run(asked, { first: "paste" });
      assert.equal(session?.accessToken, token);
      assert.equal(session.kind, "pasted");
      assert.equal(session.refreshToken, undefined);
      assert.equal(session.issuer, server.issuer);
      assert.equal(await run(window.desktop(), { first: "paste" }), undefined);
    });

    for (const first of ["uriHandler", "loopback", "deviceGrant"] as const) {
      it(`${first} with the organisation that was chosen at consent`, async () => {
        const scopes = "openid profile email offline_access user:org:read";
        const choose = (organization: string): SignInWindow => {
          const person: Person = { organization };
          const desktop = window.desktop(person);
          const enter = (url: string): Promise<boolean> => (void enterDeviceCode(url, person), Promise.resolve(true));
          return first === "deviceGrant" ? { ...desktop, openBrowser: enter } : desktop;
        };
        const beta = await run(choose("Beta"), { scopes, prompt: "consent", first });
        assert.equal(beta?.identity.organization?.name, "Beta");
        assert.match(beta.identity.organization.id, /^org_/);
        const personal = await run(choose("Personal account"), { scopes, prompt: "consent", first });
        assert.equal(personal?.identity.organization, undefined);
        assert.equal(personal?.identity.sub, beta.identity.sub);
      });
    }
  });

  describe("another way", () => {
    it("begins while the first one waits, and ignores what that one brings later", async () => {
      let lateUrl = "";
      const ui = new RecordedUi();
      const desktop: SignInWindow = {
        ...window.desktop(),
        openBrowser: (url) => {
          if (ui.flows.length === 1) {
            lateUrl = url;
            setImmediate(() => window.signIns.switchTo("loopback"));
            return Promise.resolve(true);
          }
          void walkThrough(lateUrl, { email: "late@example.com" })
            .then((callback) => window.comeBack(callback))
            .then(() => walkThrough(url))
            .then((callback) => window.comeBack(callback));
          return Promise.resolve(true);
        },
      };
      const session = await run(desktop, {}, ui);
      assert.equal(session?.identity.label, "alice@example.com");
      assert.deepEqual(ui.ways, [
        { flow: "uriHandler", others: ["loopback", "deviceGrant", "paste"] },
        { flow: "loopback", others: ["deviceGrant", "paste", "uriHandler"] },
      ]);
      assert.equal(secrets.values.size, 0, "The late callback is left for nobody.");
    });

    it("can be any of them, back and forth, and the same one again", async () => {
      const order: readonly FlowId[] = ["deviceGrant", "paste", "loopback", "loopback", "uriHandler"];
      const left = [...order];
      const ui: RecordedUi = new RecordedUi(() => {
        const next = left.shift();
        if (next !== undefined) {
          setTimeout(() => window.signIns.switchTo(next), 5);
        }
      });
      const desktop = window.desktop();
      const session = await run(
        {
          ...desktop,
          openBrowser: (url) => (ui.flows.length === 6 ? desktop.openBrowser(url) : Promise.resolve(true)),
          askForToken: () => new Promise(() => undefined),
        },
        {},
        ui,
      );
      assert.equal(session?.identity.label, "alice@example.com");
      assert.deepEqual(ui.flows, ["uriHandler", ...order]);
    });

    it("closes the question for a token when the person leaves it", async () => {
      let asked: AbortSignal | undefined;
      const running = run(
        { ...window.desktop(), askForToken: (signal) => ((asked = signal), new Promise(() => undefined)) },
        { first: "paste" },
        new RecordedUi((flow) => {
          if (flow === "paste") {
            setImmediate(() => window.signIns.switchTo("uriHandler"));
          }
        }),
      );
      assert.ok(await running);
      assert.ok(asked?.aborted);
    });

    it("begins by itself when one cannot start, but pasting never does", async () => {
      const tab = window.desktop({}, { ui: "web", remote: true });
      const ui = new RecordedUi();
      const running = run(
        { ...tab, openBrowser: (url) => (void enterDeviceCode(url), Promise.resolve(true)) },
        { redirectRelay: "nonsense" },
        ui,
      );
      assert.equal((await running)?.identity.label, "alice@example.com");
      assert.deepEqual(ui.ways, [
        { flow: "relay", others: ["deviceGrant", "paste"] },
        { flow: "deviceGrant", others: ["paste"] },
      ]);
      assert.match(window.lines.join("\n"), /could not start/);
    });

    it("is not the first one when the host does not have it", async () => {
      const ui = new RecordedUi();
      assert.ok(await run(window.desktop(), { first: "relay" }, ui));
      assert.deepEqual(ui.flows, ["uriHandler"]);
    });
  });

  describe("trouble", () => {
    it("is told once when nothing comes back for a while", async () => {
      window = openWindow({ troubleAfter: 15 });
      const ui = new RecordedUi();
      const controller = new AbortController();
      const running = run({ ...window.desktop(), ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.troubles.length > 0);
      const redirectUri = "vscode://agent-chat.mastra-clerk/callback";
      assert.deepEqual(ui.troubles, [{ reason: "nothingCameBack", redirectUri, flow: "uriHandler" }]);
      window.signIns.switchTo("loopback");
      await ui.until(() => ui.troubles.length > 1);
      assert.deepEqual(ui.troubles[1], {
        reason: "nothingCameBack",
        redirectUri: "http://127.0.0.1/callback",
        flow: "loopback",
      });
      controller.abort();
      assert.equal(await running, undefined);
      assert.equal(ui.troubles.length, 2);
    });

    it("is told at once when the redirect URI is not registered", async () => {
      const ui = new RecordedUi();
      const fork = window.desktop({}, { uriScheme: "some-fork", remote: true });
      const controller = new AbortController();
      const running = run({ ...fork, ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.troubles.length > 0);
      const redirectUri = "some-fork://agent-chat.mastra-clerk/callback";
      assert.deepEqual(ui.troubles, [{ reason: "redirectUri", redirectUri, flow: "uriHandler" }]);
      controller.abort();
      assert.equal(await running, undefined);
    });

    it("ends the sign-in when the client id is unknown", async () => {
      window = openWindow({}, { clientId: "nobody" });
      const error = await rejectsWith(run({ ...window.desktop(), ...leftAlone }), "invalidClient");
      assert.match(error.message, /client ID nobody/);
      assert.deepEqual(error.actions, ["openClerkSettings"]);
    });

    it("names the redirect URI to register when nobody comes back", async () => {
      window = openWindow({ timeoutMs: 30 });
      const fork = window.desktop({}, { uriScheme: "some-fork", remote: true });
      const error = await rejectsWith(run({ ...fork, ...leftAlone }), "timedOut");
      assert.match(error.message, /exactly some-fork:\/\/agent-chat\.mastra-clerk\/callback/);
      assert.match(error.message, /five minutes/);
      assert.ok(error.actions.includes("anotherWay"));
    });

    it("explains a relay that is not one when no other way is left", async () => {
      const plain = await startAuthServer({ deviceGrant: false });
      window = openWindow({}, { issuer: plain.issuer });
      const tab = window.desktop({}, { ui: "web", remote: true });
      await rejectsWith(run(tab, { redirectRelay: "nonsense" }), "redirectRelay");
      await plain.close();
    });

    it("says quietly that the person did not allow it", async () => {
      const error = await rejectsWith(run(window.desktop({ deny: true })), "accessDenied");
      assert.deepEqual(error.actions, ["signIn"]);
      const ui = new RecordedUi();
      const code = run({ ...window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
      await ui.until(() => ui.codes.length > 0);
      await enterDeviceCode(ui.codes[0]?.verificationUriComplete ?? "", { deny: true });
      await rejectsWith(code, "accessDenied");
    });

    it("stores nothing and names the switch for an opaque access token", async () => {
      server.setOpaqueTokens(true);
      await rejectsWith(window.signIn(), "opaqueToken");
      assert.equal(secrets.history.length, 0);
    });

    it("says that there is no browser when every way needs one", async () => {
      const plain = await startAuthServer({ deviceGrant: false });
      window = openWindow({}, { issuer: plain.issuer });
      const ui = new RecordedUi();
      const broken = { ...window.desktop(), openBrowser: () => Promise.reject(new Error("no browser")) };
      const error = await rejectsWith(run(broken, {}, ui), "browserNotOpened");
      assert.ok(error.actions.includes("anotherWay"));
      assert.deepEqual(ui.flows, ["uriHandler", "loopback"]);
      await plain.close();
    });
  });

  describe("an outage", () => {
    for (const fault of ["reset", { status: 503 }, { status: 200, body: "<html>Hotel Wi-Fi</html>" }] as const) {
      it(`does not end the device grant: ${JSON.stringify(fault)}`, async () => {
        const ui = new RecordedUi();
        const running = run({ ...window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
        await ui.until(() => ui.codes.length > 0);
        server.setFault("/oauth/token", fault);
        await window.logged(/still trying/);
        server.setFault("/oauth/token", undefined);
        await enterDeviceCode(ui.codes[0]?.verificationUriComplete ?? "");
        assert.equal((await running)?.identity.label, "alice@example.com");
      });
    }

    it("is said when the code cannot be exchanged, or nothing can be read about the instance", async () => {
      server.setFault("/oauth/token", "reset");
      const error = await rejectsWith(run(window.desktop()), "offline");
      assert.ok(!error.actions.includes("anotherWay"));
      server.setFault("/.well-known/openid-configuration", { status: 502 });
      window = openWindow();
      await rejectsWith(run(window.desktop()), "offline");
      server.setFault("/oauth/token", undefined);
      server.setFault("/.well-known/openid-configuration", undefined);
    });

    it("of the authorization page says nothing beforehand", async () => {
      server.setFault("/oauth/authorize", { status: 503, body: "redirect_uri" });
      const ui = new RecordedUi();
      const controller = new AbortController();
      const asked = server.requests.length;
      const running = run({ ...window.desktop(), ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.flows.length > 0);
      while (!server.requests.slice(asked).some(({ path }) => path === "/oauth/authorize")) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      server.setFault("/oauth/authorize", undefined);
      controller.abort();
      assert.equal(await running, undefined);
      assert.deepEqual(ui.troubles, []);
    });
  });

  describe("cancelling", () => {
    it("is quiet when the person does not want the browser", async () => {
      const declined = { ...window.desktop(), openBrowser: () => Promise.resolve(false) };
      assert.equal(await run(declined), undefined);
    });

    it("is quiet before and while the browser is open, and from the outside", async () => {
      const closed = { ...window.desktop(), ...leftAlone };
      const controller = new AbortController();
      const ui = new RecordedUi(() => setTimeout(() => controller.abort(), 5));
      assert.equal(await run(closed, {}, ui, controller.signal), undefined);
      assert.equal(await run(closed, {}, ui, controller.signal), undefined);
      const cancelled = new RecordedUi(() => setTimeout(() => window.signIns.cancel(), 5));
      assert.equal(await run(closed, { first: "deviceGrant" }, cancelled), undefined);
      assert.equal(window.pending.hasPending, false);
    });

    it("lets a second sign-in take over from the first, whatever way that was on", async () => {
      for (const first of ["uriHandler", "deviceGrant"] as const) {
        const ui = new RecordedUi();
        const older = run({ ...window.desktop(), ...leftAlone }, { first }, ui);
        await ui.until(() => ui.flows.length > 0);
        const newer = run(window.desktop());
        assert.equal(await older, undefined);
        assert.equal((await newer)?.identity.label, "alice@example.com");
      }
    });

    it("cannot be switched to another way when nothing is under way", async () => {
      window.signIns.switchTo("loopback");
      window.signIns.cancel();
      assert.ok(await run(window.desktop()));
    });
  });

  it("takes the callback that another window got", async () => {
    const focused = openWindow();
    const watching = window.mailbox.watch(5);
    const desktop = window.desktop();
    const elsewhere = { ...desktop, openBrowser: (url: string) => focused.desktop().openBrowser(url) };
    const session = await run(elsewhere);
    watching.dispose();
    assert.equal(session?.identity.label, "alice@example.com");
    assert.equal(secrets.history.length, 1);
    assert.equal(secrets.values.size, 0);
  });

  it("logs steps and times, and nothing secret", async () => {
    let opened = "";
    const desktop = window.desktop({}, { uriScheme: "some-fork" });
    const session = await run({ ...desktop, openBrowser: (url) => ((opened = url), desktop.openBrowser(url)) });
    const log = window.lines.join("\n");
    assert.match(log, /^Sign-in at 127\.0\.0\.2:\d+: flow loopback on desktop, local\.$/m);
    assert.match(log, /^The browser was opened after \d+\.\d s\.$/m);
    assert.match(log, /^The browser came back after \d+\.\d s\.$/m);
    assert.match(log, /^Sign-in finished after \d+\.\d s\.$/m);
    const { searchParams } = new URL(opened);
    const hidden = [searchParams.get("state"), searchParams.get("nonce"), session?.accessToken, session?.refreshToken];
    assert.ok(hidden.every((secret) => typeof secret === "string" && secret !== "" && !log.includes(secret)));
    assert.doesNotMatch(log, /[?&]/);
  });

  it("asks for another account when that is wanted", async () => {
    let opened = "";
    const desktop = window.desktop({ email: "bob@example.com" });
    const asked = { ...desktop, openBrowser: (url: string) => ((opened = url), desktop.openBrowser(url)) };
    const session = await run(asked, { prompt: "login" });
    assert.equal(session?.identity.label, "bob@example.com");
    assert.equal(new URL(opened).searchParams.get("prompt"), "login");
  });
});
