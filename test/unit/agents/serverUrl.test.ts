import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { normalizeApiPrefix, parseServerUrl, serverAddress } from "../../../src/agents/serverUrl";
import { UserFacingError } from "../../../src/shared/userFacingError";

describe("parseServerUrl", () => {
  it("keeps a path and drops trailing slashes", () => {
    deepStrictEqual(parseServerUrl(" https://example.com/agents// "), {
      origin: "https://example.com",
      baseUrl: "https://example.com/agents",
      label: "example.com",
    });
  });

  for (const url of ["http://localhost:4111", "http://127.0.0.1:4111", "http://127.9.9.9", "http://[::1]:4111"]) {
    it(`allows http to this machine: ${url}`, () => {
      strictEqual(parseServerUrl(url).origin, url);
    });
  }

  const refused: readonly (readonly [string, string])[] = [
    ["", "noServer"],
    ["   ", "noServer"],
    ["not a url", "invalidUrl"],
    ["localhost:4111", "invalidUrl"],
    ["ftp://example.com", "invalidUrl"],
    ["javascript:alert(1)", "invalidUrl"],
    ["https://user:secret@example.com", "invalidUrl"],
    ["https://example.com?token=1", "invalidUrl"],
    ["https://example.com/#part", "invalidUrl"],
    ["http://example.com", "insecureUrl"],
    ["http://127.0.0.1.example.com", "insecureUrl"],
    ["http://localhost.example.com", "insecureUrl"],
    ["http://10.0.0.1:4111", "insecureUrl"],
  ];
  for (const [url, kind] of refused) {
    it(`refuses "${url}" as ${kind}, with a next step`, () => {
      throws(
        () => parseServerUrl(url),
        (error: unknown) =>
          error instanceof UserFacingError && error.kind === kind && error.actions.includes("configureServer"),
      );
    });
  }

  it("never repeats a password or a query", () => {
    for (const url of ["https://user:secret@example.com", "https://example.com?token=secret"]) {
      throws(
        () => parseServerUrl(url),
        (error: Error) => !error.message.includes("secret"),
      );
    }
  });
});

describe("normalizeApiPrefix", () => {
  for (const [text, prefix] of [
    ["/api", "/api"],
    ["api/", "/api"],
    ["", ""],
    ["/", ""],
    [" /v1/agents/ ", "/v1/agents"],
  ] as const) {
    it(`reads "${text}" as "${prefix}"`, () => strictEqual(normalizeApiPrefix(text), prefix));
  }
});

describe("serverAddress", () => {
  it("tells two servers of one origin apart, by path or by API prefix, and not by how they are written", () => {
    const key = (serverUrl: string, apiPrefix: string): string => serverAddress(serverUrl, apiPrefix).key;
    const keys = [
      key("https://host/staging", "/api"),
      key("https://host/prod", "/api"),
      key("https://host", "/api"),
      key("https://host", "/v1/api"),
    ];
    strictEqual(new Set(keys).size, keys.length);
    strictEqual(key(" https://HOST/staging/ ", "api/"), key("https://host/staging", "/api"));
    strictEqual(serverAddress("https://host/prod", "api").apiPrefix, "/api");
  });
});
