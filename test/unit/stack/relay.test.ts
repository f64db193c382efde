import assert from "node:assert/strict";
import { EDITOR_SCHEMES, redirectUris, relayTarget } from "../../stack/auth/relay";

const RESPONSE = new URLSearchParams({ code: "c 1", iss: "http://127.0.0.2:4455", unrelated: "x" });

describe("relayTarget", () => {
  it("adds code and iss to the query of a loopback callback and keeps that query as it is", () => {
    const callback =
      "http://localhost:8080/stable-abc/callback?vscode-reqid=3&vscode-scheme=code-oss&vscode-query=state%3Dr%2520s";
    assert.equal(
      relayTarget(encodeURIComponent(callback), RESPONSE),
      `${callback}&code=c%201&iss=http%3A%2F%2F127.0.0.2%3A4455`,
    );
    assert.equal(relayTarget(callback, RESPONSE), relayTarget(encodeURIComponent(callback), RESPONSE));
  });

  it("forwards an error response", () => {
    const params = new URLSearchParams({ error: "access_denied", error_description: "no & no" });
    assert.equal(
      relayTarget("https://127.0.0.1:9/cb", params),
      "https://127.0.0.1:9/cb?error=access_denied&error_description=no%20%26%20no",
    );
  });

  it("knows the extension's own address under every editor's scheme", () => {
    for (const scheme of EDITOR_SCHEMES) {
      const callback = `${scheme}://agent-chat.mastra-clerk/callback?state=s`;
      const target = relayTarget(callback, RESPONSE);
      assert.equal(target, `${callback}&code=c%201&iss=http%3A%2F%2F127.0.0.2%3A4455`);
    }
  });

  for (const attack of [
    "",
    "random-state",
    "%E0%A4%A",
    "javascript:alert(1)",
    "javascript://localhost/%0aalert(1)",
    "data:text/html,hi",
    "file://localhost/etc/passwd",
    "ftp://127.0.0.1/",
    "//evil.example/cb",
    "/relay",
    "https://evil.example/cb",
    "https://localhost.evil.example/cb",
    "https://127.0.0.1.evil.example/cb",
    "https://127.0.0.1@evil.example/cb",
    "https://localhost:pw@evil.example/cb",
    "https://user@localhost/cb",
    "https://evil.example#localhost",
    "https://evil.example?localhost",
    "https://evil.example\\@localhost/cb",
    "http:\\\\evil.example/cb",
    "http:/\\evil.example",
    "http:evil.example",
    "http://local\thost@evil.example/",
    "java\nscript://localhost/",
    " https://evil.example",
    "http://10.0.0.1/cb",
    "http://0.0.0.0/cb",
    "http://[::ffff:10.0.0.1]/cb",
    "http://[::]/cb",
    "http://localhost/cb?code=planted",
    "http://localhost/cb?iss=planted",
    "vscode://other.extension/callback",
    "vscode://agent-chat.mastra-clerk.evil/callback",
    "vscode://agent-chat.mastra-clerk@evil/callback",
    "vscode:agent-chat.mastra-clerk/callback",
    "vscodes://agent-chat.mastra-clerk/callback",
    "ms-settings://agent-chat.mastra-clerk/callback",
    `http://localhost/${"a".repeat(5000)}`,
  ]) {
    const shown = JSON.stringify(attack.slice(0, 60));
    it(`refuses ${shown}, plain and encoded once or twice`, () => {
      assert.equal(relayTarget(attack, RESPONSE), undefined);
      assert.equal(relayTarget(encodeURIComponent(attack), RESPONSE), undefined);
      assert.equal(relayTarget(encodeURIComponent(encodeURIComponent(attack)), RESPONSE), undefined);
    });
  }

  it("refuses a response without a state", () => {
    assert.equal(relayTarget(null, RESPONSE), undefined);
    assert.equal(relayTarget(undefined, RESPONSE), undefined);
  });
});

describe("redirectUris", () => {
  it("registers bare callbacks and the loopback address without a port", () => {
    const uris = redirectUris();
    assert.ok(uris.includes("vscode://agent-chat.mastra-clerk/callback"));
    assert.ok(uris.includes("http://127.0.0.1/callback"));
    assert.ok(uris.every((uri) => !uri.includes("?")));
  });
});
