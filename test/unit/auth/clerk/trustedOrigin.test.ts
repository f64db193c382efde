import assert from "node:assert/strict";
import { assertAllowedOrigin } from "../../../../src/auth/clerk/trustedOrigin";
import { isLoopbackHost } from "../../../../src/shared/loopback";
import { throwsWith } from "../setup/expectError";

describe("trustedOrigin", () => {
  const allowed: Readonly<Record<string, string>> = {
    "https://agents.example.com": "https://agents.example.com",
    "https://agents.example.com:8443/api?x=1#y": "https://agents.example.com:8443",
    "HTTPS://Agents.Example.COM/": "https://agents.example.com",
    "http://localhost:4111": "http://localhost:4111",
    "http://127.0.0.1:4111/api": "http://127.0.0.1:4111",
    "http://127.8.9.10": "http://127.8.9.10",
    "http://127.1:4111": "http://127.0.0.1:4111",
    "http://[::1]:4111": "http://[::1]:4111",
    "https://example.com:443/": "https://example.com",
  };
  for (const [url, origin] of Object.entries(allowed)) {
    it(`lets tokens go to ${url}`, () => assert.equal(assertAllowedOrigin(url), origin));
  }

  const refused = [
    "http://example.com",
    "http://192.168.1.10:4111",
    "http://10.0.0.1",
    "http://0.0.0.0:4111",
    "http://localhost.example.com",
    "http://127.0.0.1.example.com",
    "http://127.0.0.1.nip.io",
    "http://example.com#@localhost",
    "http://localhost@example.com",
    "http://127.0.0.1@example.com/",
    "http://localhost:4111@example.com",
    "https://user:secret@agents.example.com",
    "https://user@agents.example.com",
    "http://example.com\\@localhost",
    "http://foo.localhost:4111",
    "http://localhost.:4111",
    "http://[::ffff:127.0.0.1]:4111",
    "http://[::]:4111",
    "http://[fe80::1]",
    "http://2130706433.example.com",
    "http://１２７.0.0.1.example.com",
    "ftp://localhost",
    "ws://localhost:4111",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hi",
    "vscode://agent-chat.mastra-clerk/callback",
    "//localhost:4111",
    "localhost:4111",
    "agents.example.com",
    "",
    " ",
    "https://",
    "https://exa mple.com",
    "null",
  ];
  for (const url of refused) {
    it(`keeps tokens from ${JSON.stringify(url)}`, () => {
      const error = throwsWith(() => assertAllowedOrigin(url), "insecureOrigin");
      assert.deepEqual(error.actions, ["configureServer"]);
    });
  }

  it("shows neither password nor query of what it refuses", () => {
    const url = "http://u:hunter2@example.com/?token=abc";
    const { message } = throwsWith(() => assertAllowedOrigin(url), "insecureOrigin");
    assert.doesNotMatch(message, /hunter2|abc/);
    assert.match(
      throwsWith(() => assertAllowedOrigin("http://example.com/?token=abc"), "insecureOrigin").message,
      /wasn't sent to example\.com, because plain http/,
    );
  });

  it("knows loopback hosts as URLs write them", () => {
    assert.ok(["localhost", "127.0.0.1", "127.255.255.254", "[::1]"].every(isLoopbackHost));
    assert.ok(!["127.0.0.1.nip.io", "128.0.0.1", "::1", "localhost.", "0.0.0.0", ""].some(isLoopbackHost));
  });
});
