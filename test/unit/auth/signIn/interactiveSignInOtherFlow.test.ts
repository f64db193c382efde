import assert from "node:assert/strict";
import type { FlowId } from "../../../../src/auth/signIn/flows";
import type { SignInWindow } from "../../../../src/auth/signIn/flowContext";
import { enterDeviceCode, walkThrough } from "../setup/browser";
import { RecordedUi } from "./recordedUi";
import { SignInBench } from "./signInBench";

describe("interactiveSignIn in another flow", () => {
  const bench = new SignInBench();
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(() => bench.reset());

  it("begins while the first one waits, and ignores what that one brings later", async () => {
    let lateUrl = "";
    const ui = new RecordedUi();
    const desktop: SignInWindow = {
      ...bench.window.desktop(),
      openBrowser: (url) => {
        if (ui.flows.length === 1) {
          lateUrl = url;
          setImmediate(() => bench.window.signIns.switchTo("loopback"));
          return Promise.resolve(true);
        }
        void walkThrough(lateUrl, { email: "late@example.com" })
          .then((callback) => bench.window.comeBack(callback))
          .then(() => walkThrough(url))
          .then((callback) => bench.window.comeBack(callback));
        return Promise.resolve(true);
      },
    };
    const session = await bench.run(desktop, {}, ui);
    assert.equal(session?.identity.label, "alice@example.com");
    assert.deepEqual(ui.begun, [
      { flow: "uriHandler", others: ["loopback", "deviceGrant", "paste"] },
      { flow: "loopback", others: ["deviceGrant", "paste", "uriHandler"] },
    ]);
    assert.equal(bench.secrets.values.size, 0, "The late callback is left for nobody.");
  });

  it("can be any of them, back and forth, and the same one again", async () => {
    const order: readonly FlowId[] = ["deviceGrant", "paste", "loopback", "loopback", "uriHandler"];
    const left = [...order];
    const ui: RecordedUi = new RecordedUi(() => {
      const next = left.shift();
      if (next !== undefined) {
        setTimeout(() => bench.window.signIns.switchTo(next), 5);
      }
    });
    const desktop = bench.window.desktop();
    const session = await bench.run(
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
    const running = bench.run(
      { ...bench.window.desktop(), askForToken: (signal) => ((asked = signal), new Promise(() => undefined)) },
      { first: "paste" },
      new RecordedUi((flow) => {
        if (flow === "paste") {
          setImmediate(() => bench.window.signIns.switchTo("uriHandler"));
        }
      }),
    );
    assert.ok(await running);
    assert.ok(asked?.aborted);
  });

  it("begins by itself when one cannot start, but pasting never does", async () => {
    const tab = bench.window.desktop({}, { ui: "web", remote: true });
    const ui = new RecordedUi();
    const running = bench.run(
      { ...tab, openBrowser: (url) => (void enterDeviceCode(url), Promise.resolve(true)) },
      { redirectRelay: "nonsense" },
      ui,
    );
    assert.equal((await running)?.identity.label, "alice@example.com");
    assert.deepEqual(ui.begun, [
      { flow: "relay", others: ["deviceGrant", "paste"] },
      { flow: "deviceGrant", others: ["paste"] },
    ]);
    assert.match(bench.window.lines.join("\n"), /could not start/);
  });

  it("is not the first one when the host does not have it", async () => {
    const ui = new RecordedUi();
    assert.ok(await bench.run(bench.window.desktop(), { first: "relay" }, ui));
    assert.deepEqual(ui.flows, ["uriHandler"]);
  });
});
