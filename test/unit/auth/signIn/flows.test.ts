import assert from "node:assert/strict";
import { callbackUri, flowsFor, signInFlows } from "../../../../src/auth/signIn/flows";
import { rejectsWith } from "../setup/expectError";

type Row = readonly [
  host: string,
  ui: "desktop" | "web",
  remote: boolean,
  uriScheme: string,
  flow: string,
  redirect: string,
];

const vscodeDev = "https://vscode.dev/redirect";
const table: readonly Row[] = [
  ["desktop", "desktop", false, "vscode", "uriHandler", "vscode://agent-chat.mastra-clerk/callback"],
  ["Insiders", "desktop", false, "vscode-insiders", "uriHandler", "vscode-insiders://agent-chat.mastra-clerk/callback"],
  ["SSH", "desktop", true, "vscode", "uriHandler", "vscode://agent-chat.mastra-clerk/callback"],
  ["WSL", "desktop", true, "vscode", "uriHandler", "vscode://agent-chat.mastra-clerk/callback"],
  ["container", "desktop", true, "vscode", "uriHandler", "vscode://agent-chat.mastra-clerk/callback"],
  ["Codespaces on the desktop", "desktop", true, "vscode", "uriHandler", "vscode://agent-chat.mastra-clerk/callback"],
  ["Cursor", "desktop", false, "cursor", "uriHandler", "cursor://agent-chat.mastra-clerk/callback"],
  ["Windsurf", "desktop", false, "windsurf", "uriHandler", "windsurf://agent-chat.mastra-clerk/callback"],
  ["VSCodium over SSH", "desktop", true, "vscodium", "uriHandler", "vscodium://agent-chat.mastra-clerk/callback"],
  ["Codespaces in the browser", "web", true, "vscode", "relay", vscodeDev],
  ["vscode.dev", "web", false, "vscode", "relay", vscodeDev],
  ["code-server", "web", true, "code-oss", "relay", vscodeDev],
];

const context = (uriScheme: string, redirectRelay = vscodeDev) => ({
  uriScheme,
  redirectRelay,
  state: "random-state_1",
  externalUri: (callback: string) => {
    const query = encodeURIComponent(new URL(callback).search.slice(1));
    return Promise.resolve(`http://localhost:8080/cb?vscode-reqid=1&vscode-query=${query}`);
  },
});

describe("flows", () => {
  for (const [host, ui, remote, uriScheme, flow, redirectUri] of table) {
    it(`uses ${flow} with ${redirectUri} for ${host}`, async () => {
      const [first] = flowsFor({ ui, remote });
      assert.equal(first?.id, flow);
      assert.equal((await first.redirect(context(uriScheme))).redirectUri, redirectUri);
    });
  }

  it("has a flow for every kind of host, and each flow once", () => {
    for (const ui of ["desktop", "web"] as const) {
      for (const remote of [false, true]) {
        assert.ok(flowsFor({ ui, remote }).length > 0);
      }
    }
    assert.equal(new Set(signInFlows.map(({ id }) => id)).size, signInFlows.length);
  });

  it("sends a bare callback and the random state from the desktop", async () => {
    const target = await flowsFor({ ui: "desktop", remote: false })[0]?.redirect(context("vscode"));
    assert.deepEqual(target, { redirectUri: callbackUri("vscode"), state: "random-state_1" });
  });

  it("sends the relay the external address, URL-encoded, with the random state in its query", async () => {
    const target = await flowsFor({ ui: "web", remote: true })[0]?.redirect(context("code-oss"));
    assert.ok(target);
    assert.match(target.state, /^http%3A%2F%2Flocalhost%3A8080%2Fcb%3F/);
    const external = new URL(decodeURIComponent(target.state));
    const query = new URLSearchParams(external.searchParams.get("vscode-query") ?? "");
    assert.equal(query.get("state"), "random-state_1");
  });

  for (const relay of ["", "vscode.dev/redirect", "http://relay.example.com", "javascript:1", "vscode://x/y"]) {
    it(`refuses the relay ${JSON.stringify(relay)}`, async () => {
      const flow = flowsFor({ ui: "web", remote: false })[0];
      assert.ok(flow);
      const error = await rejectsWith(
        Promise.resolve(flow.redirect(context("vscode", relay))),
        "redirectRelay",
      );
      assert.match(error.message, /agentChat\.clerk\.redirectRelay/);
    });
  }
});
