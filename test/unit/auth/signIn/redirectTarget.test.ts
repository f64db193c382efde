import assert from "node:assert/strict";
import { editorTarget, loopbackTarget, relayTarget } from "../../../../src/auth/signIn/redirectTarget";
import { rejectsWith } from "../setup/expectError";

const window = (uriScheme: string) => ({
  traits: { ui: "web" as const, remote: true, uriScheme },
  externalUri: (callback: string) => {
    const query = encodeURIComponent(new URL(callback).search.slice(1));
    return Promise.resolve(`http://localhost:8080/cb?vscode-reqid=1&vscode-query=${query}`);
  },
});

describe("redirectTarget", () => {
  it("sends a bare callback and the random state from the desktop", () => {
    const redirectUri = "vscode-insiders://agent-chat.mastra-clerk/callback";
    assert.deepEqual(editorTarget(window("vscode-insiders"), "random-state_1"), {
      redirectUri,
      registered: redirectUri,
      state: "random-state_1",
    });
  });

  it("sends the relay the external address, URL-encoded, with the random state in its query", async () => {
    const target = await relayTarget(window("code-oss"), " https://vscode.dev/redirect ", "random-state_1");
    assert.equal(target.redirectUri, "https://vscode.dev/redirect");
    assert.equal(target.registered, "https://vscode.dev/redirect");
    assert.match(target.state, /^http%3A%2F%2Flocalhost%3A8080%2Fcb%3F/);
    const external = new URL(decodeURIComponent(target.state));
    const query = new URLSearchParams(external.searchParams.get("vscode-query") ?? "");
    assert.equal(query.get("state"), "random-state_1");
  });

  it("has one registration for every port of this computer", () => {
    assert.deepEqual(loopbackTarget("http://127.0.0.1:51234/callback", "s"), {
      redirectUri: "http://127.0.0.1:51234/callback",
      registered: "http://127.0.0.1/callback",
      state: "s",
    });
  });

  for (const relay of ["", "vscode.dev/redirect", "http://relay.example.com", "javascript:1", "vscode://x/y"]) {
    it(`refuses the relay ${JSON.stringify(relay)}`, async () => {
      const error = await rejectsWith(relayTarget(window("vscode"), relay, "s"), "redirectRelay");
      assert.match(error.message, /agentChat\.clerk\.redirectRelay/);
    });
  }
});
