import assert from "node:assert/strict";
import type { SignInWindow } from "../../../../src/auth/signIn/browserSignIn";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { walkThrough } from "../setup/browser";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";
import { TestWindow } from "../setup/window";

describe("browserSignIn", () => {
  let server: AuthServer;
  let window: TestWindow;
  const never = new AbortController().signal;
  const request = (changes: object = {}) => ({
    instance: window.instance,
    scopes: "openid profile email offline_access",
    redirectRelay: server.relayUrl,
    ...changes,
  });

  before(async () => (server = await startAuthServer()));
  after(() => server.close());
  beforeEach(() => {
    server.setOpaqueTokens(false);
    window = new TestWindow({ issuer: server.issuer, clientId: server.clientId }, new MemorySecrets());
  });

  it("signs in on the desktop through the URI handler", async () => {
    const session = await window.browser.run(request(), window.desktop({ email: "bob@example.com" }), never);
    assert.ok(session?.refreshToken);
    assert.equal(session.identity.email, "bob@example.com");
    assert.match(session.identity.sub, /^user_/);
    assert.ok(session.expiresAt > Date.now() + 86_000_000);
  });

  for (const [how, doubled] of [["as it is", false], ["with the query encoded once more", true]] as const) {
    it(`signs in in a browser tab through the relay, the callback arriving ${how}`, async () => {
      let external = "";
      const tab: SignInWindow = {
        ui: "web",
        remote: true,
        uriScheme: "code-oss",
        externalUri: (callback) => {
          const query = encodeURIComponent(new URL(callback).search.slice(1));
          external = `http://localhost:9/stable-1/callback?vscode-reqid=4&vscode-scheme=code-oss&vscode-query=${query}`;
          return Promise.resolve(external);
        },
        openBrowser: (url) => {
          void walkThrough(url).then((location) => {
            assert.ok(location.startsWith(external));
            const { searchParams } = new URL(location);
            const own = [searchParams.get("vscode-query"), ...pairs(searchParams)].join("&");
            window.pending.handle(doubled ? encodeURIComponent(own) : own);
          });
          return Promise.resolve(true);
        },
      };
      const session = await window.browser.run(request(), tab, never);
      assert.equal(session?.identity.label, "alice@example.com");
    });
  }

  const pairs = (parameters: URLSearchParams): string[] =>
    [...parameters]
      .filter(([name]) => !name.startsWith("vscode-"))
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);

  it("says quietly that the person did not allow it", async () => {
    const denied = window.browser.run(request(), window.desktop({ deny: true }), never);
    const error = await rejectsWith(denied, "accessDenied");
    assert.deepEqual(error.actions, ["signIn"]);
  });

  it("stores nothing and names the switch for an opaque access token", async () => {
    server.setOpaqueTokens(true);
    const secrets = new MemorySecrets();
    const other = new TestWindow(window.instance, secrets);
    await rejectsWith(other.signIn(), "opaqueToken");
    assert.equal(secrets.history.length, 0);
  });

  it("ends quietly when the person does not want the browser, and says so when there is none", async () => {
    const declined = { ...window.desktop(), openBrowser: () => Promise.resolve(false) };
    assert.equal(await window.browser.run(request(), declined, never), undefined);
    const broken = { ...window.desktop(), openBrowser: () => Promise.reject(new Error("no browser")) };
    await assert.rejects(window.browser.run(request(), broken, never), { kind: "browserNotOpened" });
  });

  it("ends quietly when the person cancels, before and while the browser is open", async () => {
    const closed = { ...window.desktop(), openBrowser: () => Promise.resolve(true) };
    const controller = new AbortController();
    const running = window.browser.run(request(), closed, controller.signal);
    setTimeout(() => controller.abort(), 30);
    assert.equal(await running, undefined);
    assert.equal(await window.browser.run(request(), closed, controller.signal), undefined);
  });

  it("lets a second sign-in take over from the first", async () => {
    const closed = { ...window.desktop(), openBrowser: () => Promise.resolve(true) };
    const first = window.browser.run(request(), closed, never);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const second = window.browser.run(request(), window.desktop(), never);
    assert.equal(await first, undefined);
    assert.equal((await second)?.identity.label, "alice@example.com");
  });

  it("names the redirect URI to register when nobody comes back", async () => {
    const impatient = new TestWindow(window.instance, new MemorySecrets(), { timeoutMs: 30 });
    const lost = { ...impatient.desktop(), uriScheme: "some-fork", openBrowser: () => Promise.resolve(true) };
    const error = await rejectsWith(impatient.browser.run(request(), lost, never), "timedOut");
    assert.match(error.message, /exactly some-fork:\/\/agent-chat\.mastra-clerk\/callback/);
    assert.match(error.message, /five minutes/);
  });

  it("explains a relay that is not one", async () => {
    const tab = { ...window.desktop(), ui: "web" as const };
    await rejectsWith(window.browser.run(request({ redirectRelay: "nonsense" }), tab, never), "redirectRelay");
  });

  it("logs steps and times, and nothing secret", async () => {
    let opened = "";
    const desktop = window.desktop();
    const session = await window.browser.run(
      request(),
      { ...desktop, openBrowser: (url) => ((opened = url), desktop.openBrowser(url)) },
      never,
    );
    const log = window.lines.join("\n");
    assert.match(log, /flow uriHandler/);
    assert.match(log, /finished after \d+\.\d s/);
    const { searchParams } = new URL(opened);
    const secrets = [searchParams.get("state"), searchParams.get("nonce"), session?.accessToken, session?.refreshToken];
    assert.ok(secrets.every((secret) => typeof secret === "string" && secret !== "" && !log.includes(secret)));
    assert.doesNotMatch(log, /[?&]/);
  });
});
