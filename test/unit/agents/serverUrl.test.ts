import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { completeServerUrl, normalizeApiPrefix, parseServerUrl, serverAddress } from "../../../src/agents/serverUrl";
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
    ["mastra", "invalidUrl"],
    ["user@example.com", "invalidUrl"],
    ["user:secret@example.com", "invalidUrl"],
    ["mailto:ada@example.com", "invalidUrl"],
    ["example.com?token=1", "invalidUrl"],
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

describe("completeServerUrl", () => {
  for (const [text, url] of [
    ["localhost:4999", "http://localhost:4999"],
    [" localhost ", "http://localhost"],
    ["127.0.0.1:4111/agents", "http://127.0.0.1:4111/agents"],
    ["[::1]:4111", "http://[::1]:4111"],
    ["LOCALHOST:4111", "http://LOCALHOST:4111"],
    ["mastra.example.com", "https://mastra.example.com"],
    ["mastra.example.com:8443/v1/", "https://mastra.example.com:8443/v1/"],
    ["mastra:4111", "https://mastra:4111"],
    ["10.0.0.1:4111", "https://10.0.0.1:4111"],
    ["localhost.example.com", "https://localhost.example.com"],
  ] as const) {
    it(`reads "${text}" as ${url}`, () => {
      strictEqual(completeServerUrl(text), url);
      strictEqual(parseServerUrl(text).origin, new URL(url).origin);
    });
  }

  it("changes nothing else, least of all an address with a scheme", () => {
    for (const text of [
      "",
      "mastra",
      "http://example.com",
      "ftp://example.com",
      "mailto:a@b.com",
      "a.com?x",
      "a b.com",
    ]) {
      strictEqual(completeServerUrl(text), text);
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
