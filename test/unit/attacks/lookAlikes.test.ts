import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { AuthorizedFetch } from "../../../src/agents/authorizedFetch";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { parseServerUrl, serverAddress } from "../../../src/agents/serverUrl";
import { resolveClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import { assertAllowedOrigin } from "../../../src/auth/clerk/trustedOrigin";
import { OriginConsent } from "../../../src/auth/vscode/originConsent";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { MemoryMemento } from "../auth/setup/memoryMemento";
import { type HttpServer, json, startHttpServer } from "../setup/httpServer";

/** Hosts that look like this computer, and are somebody else's or may be. */
const others = [
  "localhost.evil.test",
  "localhost.",
  "foo.localhost",
  "localhost@evil.test",
  "localhost:4111@evil.test",
  "localhost%2eevil.test",
  "localhost%00.evil.test",
  "evil.test#localhost",
  "evil.test\\@localhost",
  "evil.test\\.localhost",
  "\\\\evil.test\\localhost",
  "/evil.test",
  "127.0.0.1.nip.io",
  "127.0.0.1.evil.test",
  "127.0.0.1@evil.test",
  "127-0-0-1.evil.test",
  "0",
  "0.0.0.0",
  "0x0",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[fe80::1]",
  "[::1].evil.test",
  "[::1]@evil.test",
  "128.0.0.1",
  "169.254.169.254",
  "10.0.0.1",
  "192.168.0.1",
  "1.0.0.127",
  "12700.1",
  "loca1host",
  "lосalhost",
  "localhost\u200b.evil.test",
  "localhost\u3002evil.test",
  "localhost\uff0eevil.test",
  "localhost\uff0fevil.test",
  "local\u00adhost.evil.test",
];

/** Other spellings of this computer, which the URL parser knows: http to them stays on it. */
const own: Readonly<Record<string, string>> = {
  "2130706433": "127.0.0.1",
  "0x7f.1": "127.0.0.1",
  "0x7f000001": "127.0.0.1",
  "0177.0.0.1": "127.0.0.1",
  "127.1": "127.0.0.1",
  "127.0.0.1.": "127.0.0.1",
  "１２７.0.0.1": "127.0.0.1",
  LOCALHOST: "localhost",
  "ⓛocalhost": "localhost",
  "[0:0:0:0:0:0:0:1]": "[::1]",
};

/** Where a reading of an address would let a token go; undefined when it is refused. */
function reached(read: () => string): URL | undefined {
  try {
    return new URL(read());
  } catch (error) {
    ok(error instanceof UserFacingError, String(error));
    return undefined;
  }
}

const readings: Readonly<Record<string, (address: string) => string>> = {
  "the server's address": (address) => parseServerUrl(address).origin,
  "the server's address with a path": (address) => parseServerUrl(`${address}/agents`).baseUrl,
  "an origin for tokens": (address) => assertAllowedOrigin(address),
  "the issuer": (issuer) => resolveClerkInstance({ publishableKey: "", clientId: "c", issuer }).issuer,
};

describe("addresses that look like this computer", () => {
  for (const [name, read] of Object.entries(readings)) {
    it(`get no token without encryption: ${name}`, () => {
      for (const host of others) {
        const url = reached(() => read(`http://${host}`));
        strictEqual(url, undefined, `http://${host} is read as ${url?.href ?? ""}`);
      }
    });

    it(`count as this computer only where the URL parser says so: ${name}`, () => {
      for (const [host, hostname] of Object.entries(own)) {
        strictEqual(reached(() => read(`http://${host}:4111`))?.hostname, hostname, host);
      }
    });
  }

  it("get https when the scheme is left out, or are refused", () => {
    for (const host of others) {
      const url = reached(() => parseServerUrl(`${host}:4111`).origin);
      ok(url === undefined || url.protocol === "https:", `${host} is read as ${url?.href ?? ""}`);
    }
  });

  it("come out of no publishable key as http", () => {
    for (const host of [...others, ...Object.keys(own)]) {
      const publishableKey = `pk_test_${Buffer.from(`${host}$`).toString("base64")}`;
      const url = reached(() => resolveClerkInstance({ publishableKey, clientId: "c", issuer: "" }).issuer);
      ok(url?.protocol !== "http:" || Object.values(own).includes(url.hostname), `${host} is read as ${url?.href}`);
    }
  });
});

describe("the token of an owner", () => {
  let server: HttpServer;
  let elsewhere: HttpServer;
  beforeEach(async () => {
    elsewhere = await startHttpServer((_, response) => json(response, 200, {}));
    server = await startHttpServer((_, response) => json(response, 200, {}));
  });
  afterEach(() => Promise.all([server.close(), elsewhere.close()]));

  const access = (serverUrl: string, apiPrefix: string): ClientAccess =>
    new ClientAccess({
      server: serverAddress(serverUrl, apiPrefix),
      tokens: { get: () => Promise.resolve("secret-token") },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });

  it("goes along no redirect, whatever its status and address", async () => {
    const address = (form: string): string => form.replace("HOST", new URL(elsewhere.origin).host);
    for (const status of [300, 301, 302, 303, 307, 308]) {
      for (const form of ["http://HOST/x", "//HOST/x", "\\\\HOST\\x", "http:\\\\HOST/x", "/x", "http://@HOST/x"]) {
        const redirecting = await startHttpServer((_, response) => {
          response.writeHead(status, { location: address(form) }).end();
        });
        await rejects(access(redirecting.origin, "/api").read("/agents"), { kind: "redirected" });
        deepStrictEqual(
          redirecting.seen.map(({ authorization }) => authorization),
          ["Bearer secret-token"],
        );
        await redirecting.close();
      }
    }
    deepStrictEqual([server.seen, elsewhere.seen], [[], []]);
  });

  it("goes to the server alone, whatever the API prefix and the path are", async () => {
    const host = new URL(elsewhere.origin).host;
    const tricks = [
      `@${host}`,
      `//${host}`,
      `\\\\${host}`,
      `.${host}`,
      `/../..//${host}`,
      `:80@${host}`,
      `http://${host}`,
    ];
    for (const trick of tricks) {
      for (const [prefix, path] of [
        [trick, "/agents"],
        ["", trick],
        ["/api", trick],
        ["", `/${trick}`],
      ] as const) {
        // It may be refused or come to nothing; it must not arrive elsewhere.
        await access(server.origin, prefix)
          .read(path)
          .catch((error: unknown) => ok(error instanceof Error));
      }
    }
    ok(server.seen.length > 0);
    deepStrictEqual(elsewhere.seen, []);
  });

  it("goes to no other port, scheme or spelling", async () => {
    const asked: string[] = [];
    const { fetch: send } = new AuthorizedFetch({
      origin: "https://agents.example.com",
      tokens: { get: () => Promise.resolve("secret-token") },
      send: (input) => {
        asked.push(String(input));
        return Promise.resolve(Response.json({}));
      },
    });
    for (const url of [
      "http://agents.example.com/x",
      "https://agents.example.com:8443/x",
      "https://agents.example.com.evil.test/x",
      "https://agents.example.com@evil.test/x",
      "https://evil.test/agents.example.com",
      "https://evil.test\\@agents.example.com",
      "https://agents.example.com./x",
      "https://аgents.example.com/x",
      "https://agents.example.co/x",
    ]) {
      await rejects(send(url), { kind: "foreignOrigin" }, url);
    }
    deepStrictEqual(asked, []);
  });
});

describe("settings of a folder that point elsewhere", () => {
  const [agents, clerk] = ["https://agents.example.com", "https://clerk.example.com"];
  const elsewhere: readonly (readonly [string, string])[] = [
    ["https://agents.example.com:8443", clerk],
    ["https://agents.example.com.evil.test", clerk],
    ["https://agents-example.com", clerk],
    [new URL("https://аgents.example.com").origin, clerk],
    ["http://agents.example.com", clerk],
    ["http://127.0.0.1:4111", clerk],
    [agents, "https://clerk.example.com.evil.test"],
    [agents, "https://clerk.example.com:8443"],
    [agents, ""],
    [clerk, agents],
    [`${agents} ${clerk}`, ""],
  ];

  it("are asked about each for itself, by name, and get nothing before somebody has said yes", async () => {
    const asked: string[] = [];
    const consent = new OriginConsent(new MemoryMemento(), ({ origin, issuer }) => {
      asked.push(`${origin} ${issuer}`);
      return Promise.resolve(origin === agents && issuer === clerk ? "allowed" : "declined");
    });
    await consent.require(agents, clerk);
    for (const [origin, issuer] of elsewhere) {
      strictEqual(consent.isAllowed({ origin, issuer }), false, origin);
      await rejects(consent.require(origin, issuer), { kind: "originDeclined" });
    }
    deepStrictEqual(asked, [`${agents} ${clerk}`, ...elsewhere.map((pair) => pair.join(" "))]);
    deepStrictEqual(consent.allowed(), [{ origin: agents, issuer: clerk }]);
  });
});
