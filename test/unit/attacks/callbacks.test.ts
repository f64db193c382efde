import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { createServer } from "node:http";
import { enterDeviceCode } from "../auth/setup/browser";
import { rejectsWith } from "../auth/setup/expectError";
import { RecordedUi } from "../auth/signIn/recordedUi";
import { leftAlone, SignInBench } from "../auth/signIn/signInBench";
import { AuthClient } from "../stack/authClient";
import { callbackAddress, changed, HeldBrowser, plainGet, valueIn } from "./heldBrowser";

describe("callbacks that attackers make, at a real OAuth server", () => {
  const bench = new SignInBench();
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(() => bench.reset());

  const runIn = (held: HeldBrowser): ReturnType<HeldBrowser["signIn"]> => held.signIn(bench.server.relayUrl);
  const tokenRequests = (): number => bench.server.requests.filter(({ path }) => path === "/oauth/token").length;
  const secretsIn = (text: string): readonly string[] =>
    [...bench.server.secrets].filter((secret) => text.includes(secret));

  it("that are guessed end no sign-in, ask no server and are kept nowhere", async () => {
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    const callback = await held.callback;
    const asked = tokenRequests();
    for (const guess of [
      changed(callback, { state: undefined }),
      changed(callback, { state: "" }),
      changed(callback, { state: valueIn(callback, "state").slice(1) }),
      changed(callback, { state: `${valueIn(callback, "state")} ` }),
      changed(callback, { state: `${valueIn(callback, "state").slice(1)}!` }),
      `${callbackAddress}?error=access_denied&state=guess`,
      `${callbackAddress}?state[]=${valueIn(callback, "state")}&code=c`,
    ]) {
      await bench.window.comeBack(guess);
    }
    ok(bench.window.pending.hasPending);
    deepStrictEqual([tokenRequests(), bench.secrets.history], [asked, []]);
    await bench.window.comeBack(callback);
    strictEqual((await running)?.identity.label, "alice@example.com");
  });

  it("that bring a code of their own get no session, and the sentence names nothing of it", async () => {
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    await bench.window.comeBack(changed(await held.callback, { code: "forgedCode0123456789" }));
    const error = await rejectsWith(running, "codeRejected");
    ok(!`${error.message}${bench.window.lines.join()}`.includes("forgedCode"));
    deepStrictEqual(bench.secrets.history, []);
  });

  it("inject the code of somebody else's sign-in in vain: it is bound to another verifier", async () => {
    const victim = new HeldBrowser(bench.openWindow(), "bob@example.com");
    const waits = bench.run(victim.window);
    const stolen = valueIn(await victim.callback, "code");
    void waits.catch(() => undefined);
    const attacker = bench.openWindow();
    const held = new HeldBrowser(attacker, "alice@example.com");
    const injected = runIn(held);
    await attacker.comeBack(changed(await held.callback, { code: stolen }));
    await rejectsWith(injected, "codeRejected");
    deepStrictEqual(bench.secrets.history, []);
  });

  it("hold a code that nobody can redeem who only sees it, such as another program with the editor's scheme", async () => {
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    const callback = await held.callback;
    const client = new AuthClient(bench.server);
    const stolen = { grant_type: "authorization_code", code: valueIn(callback, "code"), redirect_uri: callbackAddress };
    const answers = [await client.token(stolen), await client.token({ ...stolen, code_verifier: "v".repeat(43) })];
    ok(answers.every(({ status, access_token: token }) => status === 400 && token === undefined));
    await bench.window.comeBack(callback);
    await running?.catch(() => undefined);
  });

  it("sign nobody in as the attacker: before, during and after a sign-in", async () => {
    const attacker = new HeldBrowser(bench.openWindow(), "bob@example.com");
    const theirs = runIn(attacker);
    const planted = await attacker.callback;
    await bench.window.comeBack(planted);
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    const own = await held.callback;
    await bench.window.comeBack(planted);
    await bench.window.relay.collect();
    await bench.window.comeBack(own);
    strictEqual((await running)?.identity.label, "alice@example.com");
    const asked = tokenRequests();
    await bench.window.comeBack(planted);
    await bench.window.relay.collect();
    strictEqual(tokenRequests(), asked);
    ok(!bench.window.pending.hasPending);
    attacker.owner.pending.cancel();
    strictEqual(await theirs, undefined);
  });

  it("that come again and again are used once", async () => {
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    const callback = await held.callback;
    const before = tokenRequests();
    await Promise.all([1, 2, 3].map(() => bench.window.comeBack(callback)));
    const session = await running;
    await bench.window.comeBack(callback);
    strictEqual(tokenRequests() - before, 1);
    deepStrictEqual(bench.secrets.history, []);
    const refreshed = await new AuthClient(bench.server).refresh(session?.refreshToken ?? "");
    strictEqual(refreshed.status, 200, "A code that came twice at the server would have ended the session.");
  });

  it("that come late end nothing: not the next sign-in, and not one by another flow", async () => {
    const first = new HeldBrowser(bench.window, "bob@example.com");
    const controller = new AbortController();
    const given = bench.run(first.window, {}, new RecordedUi(), controller.signal);
    const late = await first.callback;
    controller.abort();
    strictEqual(await given, undefined);
    const ui = new RecordedUi();
    const device = bench.run({ ...bench.window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
    await ui.until(() => ui.codes.length > 0);
    await bench.window.comeBack(late);
    const second = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(second.window);
    strictEqual(await device, undefined);
    const own = await second.callback;
    await bench.window.comeBack(late);
    ok(bench.window.pending.hasPending);
    await bench.window.comeBack(own);
    strictEqual((await running)?.identity.label, "alice@example.com");
    deepStrictEqual(bench.secrets.history, []);
  });

  it("that are swapped between two windows go to the one that began each", async () => {
    const windows = [bench.openWindow(), bench.openWindow()];
    const people = ["alice@example.com", "bob@example.com"];
    const held = windows.map((window, index) => new HeldBrowser(window, people[index] ?? ""));
    const running = held.map(runIn);
    const callbacks = await Promise.all(held.map(({ callback }) => callback));
    for (const [index, window] of windows.entries()) {
      await window.comeBack(callbacks[1 - index] ?? "");
    }
    await Promise.all(windows.map((window) => window.relay.collect()));
    // VS Code tells both of what the other one has written.
    await Promise.all(windows.map((window) => window.relay.collect()));
    deepStrictEqual(
      (await Promise.all(running)).map((session) => session?.identity.label),
      people,
    );
    strictEqual(bench.secrets.values.size, 0);
  });

  it("leave no code, state or token in the log", async () => {
    const held = new HeldBrowser(bench.window, "alice@example.com");
    const running = bench.run(held.window);
    const callback = await held.callback;
    await bench.window.comeBack(changed(callback, { code: "forgedCode0123456789" }));
    await rejectsWith(running, "codeRejected");
    await bench.window.comeBack(callback);
    deepStrictEqual(secretsIn(bench.window.lines.join("\n")), []);
  });

  describe("that would lead elsewhere (open redirects)", () => {
    it("get pages of the waiting port and never an address to go to", async () => {
      const held = new HeldBrowser(bench.window, "alice@example.com");
      const running = bench.run(held.window, { first: "loopback" });
      const callback = new URL(await held.callback);
      for (const path of [
        "/callback?redirect_uri=https://evil.example&next=https://evil.example&state=x",
        "/callback?error=x&error_uri=https://evil.example&state=x",
        "//evil.example/callback",
        "/callback/..//evil.example",
        "/\\evil.example",
        "/callback?state=x%0d%0aLocation:%20https://evil.example",
      ]) {
        const { status, location, refresh, body } = await plainGet(callback, path);
        ok(status >= 400, path);
        deepStrictEqual([location, refresh], [undefined, undefined], path);
        ok(!/evil|http-equiv|<script|href/.test(body), path);
      }
      await bench.window.comeBack(callback.href);
      ok(await running);
    });

    it("by a relay of a folder's settings get no code: Clerk doesn't know it, and the person is told", async () => {
      const strangers: string[] = [];
      const relay = createServer((request, response) => {
        strangers.push(request.url ?? "");
        response.end();
      });
      await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
      const { port } = relay.address() as { port: number };
      const tab = bench.window.desktop({}, { ui: "web", remote: true });
      const ui = new RecordedUi();
      const controller = new AbortController();
      let opened = "";
      const openBrowser = (url: string): Promise<boolean> => ((opened = url), Promise.resolve(true));
      const redirectRelay = `http://127.0.0.1:${port}/relay`;
      const running = bench.run({ ...tab, openBrowser }, { redirectRelay }, ui, controller.signal);
      await ui.until(() => ui.troubles.length > 0);
      deepStrictEqual(ui.troubles, [{ reason: "redirectUri", redirectUri: redirectRelay, flow: "relay" }]);
      const page = await fetch(opened, { redirect: "manual" });
      deepStrictEqual([page.status, page.headers.get("location")], [400, null]);
      controller.abort();
      strictEqual(await running, undefined);
      deepStrictEqual(strangers, []);
      relay.close();
    });

    it("do nothing at any other address of the extension, a device code's among them", async () => {
      const held = new HeldBrowser(bench.window, "alice@example.com");
      const running = bench.run(held.window);
      const callback = new URL(await held.callback);
      const query = callback.search.slice(1);
      const asked = bench.server.requests.length;
      for (const path of [
        "",
        "/",
        "//callback",
        "/callback/",
        "/Callback",
        "/callback/../callback",
        "/callback%2f",
        "/device",
        "/open",
        "/signIn",
      ]) {
        await bench.window.relay.handleUri({ path, query });
        await bench.window.relay.handleUri({
          path,
          query: "user_code=WDJB-MJHT&verification_uri=https://evil.example",
        });
      }
      ok(bench.window.pending.hasPending);
      deepStrictEqual([bench.server.requests.length, bench.secrets.history], [asked, []]);
      await bench.window.comeBack(callback.href);
      ok(await running);
    });
  });

  it("of a device code that a link brings begin nothing, and what the person's own code gives is theirs", async () => {
    const attackers = await fetch(`${bench.server.issuer}/oauth/device_authorization`, {
      method: "POST",
      body: new URLSearchParams({ client_id: bench.server.clientId, scope: "openid" }),
    });
    const theirs = (await attackers.json()) as { user_code: string; device_code: string };
    await bench.window.relay.handleUri({ path: "/callback", query: `user_code=${theirs.user_code}&code=x` });
    deepStrictEqual(bench.secrets.history, []);
    const ui = new RecordedUi();
    const running = bench.run({ ...bench.window.desktop(), ...leftAlone }, { first: "deviceGrant" }, ui);
    await ui.until(() => ui.codes.length > 0);
    const prompt = ui.codes[0];
    ok(prompt && prompt.userCode !== theirs.user_code);
    // The victim of a phisher sees a page that asks whether it is the code of the own screen, and says no.
    const refused = await enterDeviceCode(prompt.verificationUri, { foreignCode: true }, theirs.user_code);
    strictEqual(refused, "Nothing was allowed");
    const poll = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: theirs.device_code };
    strictEqual((await new AuthClient(bench.server).token(poll)).error, "access_denied");
    await enterDeviceCode(prompt.verificationUri, { email: "bob@example.com" }, prompt.userCode);
    strictEqual((await running)?.identity.label, "bob@example.com");
  });
});
