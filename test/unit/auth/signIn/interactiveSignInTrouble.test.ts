import assert from "node:assert/strict";
import { startAuthServer } from "../../../stack/auth/authServer";
import { enterDeviceCode } from "../setup/browser";
import { rejectsWith } from "../setup/expectError";
import { RecordedUi } from "./recordedUi";
import { leftAlone, SignInBench } from "./signInBench";

describe("interactiveSignIn, not as planned", () => {
  const bench = new SignInBench();
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(() => bench.reset());

  describe("trouble", () => {
    it("is told once when nothing comes back for a while", async () => {
      bench.window = bench.openWindow({ troubleAfter: 15 });
      const ui = new RecordedUi();
      const controller = new AbortController();
      const running = bench.run({ ...bench.window.desktop(), ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.troubles.length > 0);
      const redirectUri = "vscode://agent-chat.mastra-clerk/callback";
      assert.deepEqual(ui.troubles, [{ reason: "nothingCameBack", redirectUri, flow: "uriHandler" }]);
      bench.window.signIns.switchTo("loopback");
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
      const fork = bench.window.desktop({}, { uriScheme: "some-fork", remote: true });
      const controller = new AbortController();
      const running = bench.run({ ...fork, ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.troubles.length > 0);
      const redirectUri = "some-fork://agent-chat.mastra-clerk/callback";
      assert.deepEqual(ui.troubles, [{ reason: "redirectUri", redirectUri, flow: "uriHandler" }]);
      controller.abort();
      assert.equal(await running, undefined);
    });

    it("ends the sign-in when the client id is unknown", async () => {
      bench.window = bench.openWindow({}, { clientId: "nobody" });
      const error = await rejectsWith(bench.run({ ...bench.window.desktop(), ...leftAlone }), "invalidClient");
      assert.match(error.message, /client ID nobody/);
      assert.deepEqual(error.actions, ["openClerkSettings"]);
    });

    it("names the redirect URI to register when nobody comes back", async () => {
      bench.window = bench.openWindow({ timeoutMs: 30 });
      const fork = bench.window.desktop({}, { uriScheme: "some-fork", remote: true });
      const error = await rejectsWith(bench.run({ ...fork, ...leftAlone }), "timedOut");
      assert.match(error.message, /exactly some-fork:\/\/agent-chat\.mastra-clerk\/callback/);
      assert.match(error.message, /five minutes/);
      assert.ok(error.actions.includes("anotherWay"));
    });

    it("explains a relay that is not one when no other flow is left", async () => {
      const plain = await startAuthServer({ deviceGrant: false });
      bench.window = bench.openWindow({}, { issuer: plain.issuer });
      const tab = bench.window.desktop({}, { ui: "web", remote: true });
      await rejectsWith(bench.run(tab, { redirectRelay: "nonsense" }), "redirectRelay");
      await plain.close();
    });

    it("says quietly that the person did not allow it", async () => {
      const error = await rejectsWith(bench.run(bench.window.desktop({ deny: true })), "accessDenied");
      assert.deepEqual(error.actions, ["signIn"]);
      const ui = new RecordedUi();
      const code = bench.run({ ...bench.window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
      await ui.until(() => ui.codes.length > 0);
      await enterDeviceCode(ui.codes[0]?.verificationUriComplete ?? "", { deny: true });
      await rejectsWith(code, "accessDenied");
    });

    it("stores nothing and names the switch for an opaque access token", async () => {
      bench.server.setOpaqueTokens(true);
      await rejectsWith(bench.window.signIn(), "opaqueToken");
      assert.equal(bench.secrets.history.length, 0);
    });

    it("says that there is no browser when every flow needs one", async () => {
      const plain = await startAuthServer({ deviceGrant: false });
      bench.window = bench.openWindow({}, { issuer: plain.issuer });
      const ui = new RecordedUi();
      const broken = { ...bench.window.desktop(), openBrowser: () => Promise.reject(new Error("no browser")) };
      const error = await rejectsWith(bench.run(broken, {}, ui), "browserNotOpened");
      assert.ok(error.actions.includes("anotherWay"));
      assert.deepEqual(ui.flows, ["uriHandler", "loopback"]);
      await plain.close();
    });
  });

  describe("an outage", () => {
    for (const fault of ["reset", { status: 503 }, { status: 200, body: "<html>Hotel Wi-Fi</html>" }] as const) {
      it(`does not end the device grant: ${JSON.stringify(fault)}`, async () => {
        const ui = new RecordedUi();
        const running = bench.run({ ...bench.window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
        await ui.until(() => ui.codes.length > 0);
        bench.server.setFault("/oauth/token", fault);
        await bench.window.logged(/still trying/);
        bench.server.setFault("/oauth/token", undefined);
        await enterDeviceCode(ui.codes[0]?.verificationUriComplete ?? "");
        assert.equal((await running)?.identity.label, "alice@example.com");
      });
    }

    it("is said when the code cannot be exchanged, or nothing can be read about the instance", async () => {
      bench.server.setFault("/oauth/token", "reset");
      const error = await rejectsWith(bench.run(bench.window.desktop()), "offline");
      assert.ok(!error.actions.includes("anotherWay"));
      bench.server.setFault("/.well-known/openid-configuration", { status: 502 });
      bench.window = bench.openWindow();
      await rejectsWith(bench.run(bench.window.desktop()), "offline");
      bench.server.setFault("/oauth/token", undefined);
      bench.server.setFault("/.well-known/openid-configuration", undefined);
    });

    it("of the authorization page says nothing beforehand", async () => {
      bench.server.setFault("/oauth/authorize", { status: 503, body: "redirect_uri" });
      const ui = new RecordedUi();
      const controller = new AbortController();
      const asked = bench.server.requests.length;
      const running = bench.run({ ...bench.window.desktop(), ...leftAlone }, {}, ui, controller.signal);
      await ui.until(() => ui.flows.length > 0);
      while (!bench.server.requests.slice(asked).some(({ path }) => path === "/oauth/authorize")) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      bench.server.setFault("/oauth/authorize", undefined);
      controller.abort();
      assert.equal(await running, undefined);
      assert.deepEqual(ui.troubles, []);
    });
  });

  describe("cancelling", () => {
    it("is quiet when the person does not want the browser", async () => {
      const declined = { ...bench.window.desktop(), openBrowser: () => Promise.resolve(false) };
      assert.equal(await bench.run(declined), undefined);
    });

    it("is quiet before and while the browser is open, and from the outside", async () => {
      const closed = { ...bench.window.desktop(), ...leftAlone };
      const controller = new AbortController();
      const ui = new RecordedUi(() => setTimeout(() => controller.abort(), 5));
      assert.equal(await bench.run(closed, {}, ui, controller.signal), undefined);
      assert.equal(await bench.run(closed, {}, ui, controller.signal), undefined);
      const cancelled = new RecordedUi(() => setTimeout(() => bench.window.signIns.cancel(), 5));
      assert.equal(await bench.run(closed, { first: "deviceGrant" }, cancelled), undefined);
      assert.equal(bench.window.pending.hasPending, false);
    });

    it("lets a second sign-in take over from the first, whatever flow that was in", async () => {
      for (const first of ["uriHandler", "deviceGrant"] as const) {
        const ui = new RecordedUi();
        const older = bench.run({ ...bench.window.desktop(), ...leftAlone }, { first }, ui);
        await ui.until(() => ui.flows.length > 0);
        const newer = bench.run(bench.window.desktop());
        assert.equal(await older, undefined);
        assert.equal((await newer)?.identity.label, "alice@example.com");
      }
    });

    it("cannot be switched to another flow when nothing is under way", async () => {
      bench.window.signIns.switchTo("loopback");
      bench.window.signIns.cancel();
      assert.ok(await bench.run(bench.window.desktop()));
    });
  });
});
