import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { addressWithoutSecrets, withoutSecrets } from "../../../../src/editor/diagnostics/withoutSecrets";

const token = `eyJhbGciOiJSUzI1NiJ9.${"a".repeat(40)}.${"b_-".repeat(20)}`;

describe("withoutSecrets", () => {
  it("leaves an ordinary sentence as it is", () => {
    const sentence = "Couldn't reach localhost:4111. Start the Mastra server, or check its address.";
    strictEqual(withoutSecrets(sentence, ["", "x", "Ada Lovelace"]), sentence);
  });

  it("takes out names, the longest first, and e-mail addresses that nobody has named", () => {
    strictEqual(
      withoutSecrets("Ada Lovelace of Ada wrote to bob@example.com.", ["Ada", "Ada Lovelace"]),
      "(name) of (name) wrote to (e-mail)",
    );
  });

  it("takes out tokens and everything behind the host of an address", () => {
    const sentence = `Sent ${token} to https://user:pass@example.com/cb?code=abc#x and vscode://a.b/callback?state=s.`;
    strictEqual(
      withoutSecrets(sentence, []),
      "Sent (long word) to https://example.com (and a path, query, user name or password) and vscode://a.b (and a path, query)",
    );
  });

  it("tells the host of an address in a setting, with or without its scheme", () => {
    deepStrictEqual(
      ["localhost:4111", "https://mastra.example.com/v1?key=secret", "http://[::1]:4111", "no address", "secret"].map(
        addressWithoutSecrets,
      ),
      [
        "http://localhost:4111",
        "https://mastra.example.com (and a path, query)",
        "http://[::1]:4111",
        "set, but no address",
        "set, but no address",
      ],
    );
  });
});
