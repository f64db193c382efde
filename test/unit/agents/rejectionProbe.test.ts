import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentService } from "../../../src/agents/agentService";
import * as mastraClient from "../../../src/agents/mastraClient";
import { type RejectedToken, RejectionProbe } from "../../../src/agents/rejectionProbe";
import { parseServerUrl, serverAddress } from "../../../src/agents/serverUrl";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";
import { json, startHttpServer } from "../setup/httpServer";

/** The real MastraAuthClerk, whose every refusal is the same 401. */
describe("RejectionProbe", function () {
  this.timeout(180_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-rejection-"));
  let ours: AuthServer;
  let other: AuthServer;
  let server: MastraServer;
  let requests: { authorization: string | null }[];

  before(async () => {
    [ours, other] = await Promise.all([startAuthServer(), startAuthServer()]);
  });
  after(async () => {
    await Promise.all([ours.close(), other.close()]);
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => (requests = []));
  afterEach(() => server.close());

  async function start(trusted: AuthServer, options: Partial<MastraServerOptions> = {}): Promise<void> {
    const { publishableKey, jwksUri } = trusted;
    const scripted = { chunkDelayMs: 0, liveWeather: false, environment: {}, dataDir };
    server = await startMastraServer({ publishableKey, jwksUri, ...scripted, ...options });
  }

  const naming = ({ issuer, publishableKey, clientId }: AuthServer): Partial<MastraServerOptions> => ({
    resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId },
  });

  const recorded: typeof fetch = (input, init) => {
    requests.push({ authorization: new Headers(init?.headers).get("authorization") });
    return fetch(input, init);
  };

  function factsOf(accessToken: string): RejectedToken {
    const [header, payload] = accessToken.split(".").map((part) => Buffer.from(part, "base64url").toString());
    const { kid } = JSON.parse(header ?? "") as { kid: string };
    const { iss, iat } = JSON.parse(payload ?? "") as { iss: string; iat: number };
    return { issuer: iss, keyId: kid, issuedAt: iat };
  }

  const probe = (token: RejectedToken | undefined, serverUrl = server.url): RejectionProbe =>
    new RejectionProbe({
      server: parseServerUrl(serverUrl),
      token: () => Promise.resolve(token),
      fetch: recorded,
    });

  /** What the server answers to a token, in the sentence that a person would see. */
  async function refusalOf(accessToken: string): Promise<UserFacingError> {
    const service = new AgentService({
      server: serverAddress(server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(accessToken) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "ada@example.com", issuer: "" },
    });
    const error = await service.listAgents().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    ok(error instanceof UserFacingError, "The server accepts the token.");
    return error;
  }

  async function explained(accessToken: string, facts: Partial<RejectedToken> = {}): Promise<UserFacingError> {
    const refusal = await refusalOf(accessToken);
    strictEqual(refusal.kind, "unauthorized");
    const error = await probe({ ...factsOf(accessToken), ...facts }).explain(refusal);
    ok(requests.every(({ authorization }) => authorization === null));
    ok(error === refusal || error.cause === refusal);
    return error;
  }

  it("shows both instances when the server says that it trusts another one", async () => {
    await start(ours, naming(ours));
    const error = await explained(await other.issueAccessToken());
    strictEqual(error.kind, "otherInstance");
    ok(error.message.includes(new URL(ours.issuer).host) && error.message.includes(new URL(other.issuer).host));
    deepStrictEqual(error.actions, ["configureServer", "openClerkSettings"]);
  });

  it("says when the instance's keys cannot be fetched", async () => {
    await start(ours);
    ours.setFault("/.well-known/jwks.json", { status: 503 });
    try {
      const error = await explained(await ours.issueAccessToken());
      strictEqual(error.kind, "keysUnreachable");
      match(error.message, /Couldn't get the keys/);
    } finally {
      ours.setFault("/.well-known/jwks.json", undefined);
    }
  });

  it("does not wait longer than five seconds for keys that do not come", async () => {
    await start(ours, { jwksUri: "http://127.0.0.1:1/jwks.json" });
    const refusal = await refusalOf(await ours.issueAccessToken());
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    const limits: number[] = [];
    AbortSignal.timeout = (milliseconds) => {
      limits.push(milliseconds);
      return timeout(50);
    };
    ours.setFault("/.well-known/jwks.json", "hang");
    try {
      strictEqual((await probe(factsOf(await ours.issueAccessToken())).explain(refusal)).kind, "keysUnreachable");
      deepStrictEqual([...new Set(limits)], [5000]);
    } finally {
      AbortSignal.timeout = timeout;
      ours.setFault("/.well-known/jwks.json", undefined);
    }
  });

  it("says when the key that signed the token is gone", async () => {
    await start(ours);
    const error = await explained(await other.issueAccessToken(), { issuer: ours.issuer });
    strictEqual(error.kind, "keysUnreachable");
    deepStrictEqual(error.actions, ["signIn", "signOut"]);
  });

  it("says what the owner must check when only the server cannot fetch the keys", async () => {
    await start(ours, { ...naming(ours), jwksUri: "http://127.0.0.1:1/jwks.json" });
    const error = await explained(await ours.issueAccessToken());
    strictEqual(error.kind, "keysUnreachable");
    ok(error.message.includes(ours.jwksUri));
  });

  it("says by how many minutes the server's clock is behind", async () => {
    await start(ours, { ...naming(ours), jwksUri: "http://127.0.0.1:1/jwks.json" });
    const error = await explained(await ours.issueAccessToken(), { issuedAt: Math.floor(Date.now() / 1000) + 600 });
    strictEqual(error.kind, "serverClock");
    match(error.message, /10 minutes behind/);
  });

  it("leaves the sentence as it is when nothing more can be found out", async () => {
    await start(ours);
    strictEqual((await explained(await other.issueAccessToken())).kind, "unauthorized");
  });

  it("asks nothing about any other error, such as the 403 of authorizeUser, which names the account", async () => {
    await start(ours, { authorizeUser: () => false });
    const accessToken = await ours.issueAccessToken();
    const refusal = await refusalOf(accessToken);
    strictEqual(refusal.kind, "forbidden");
    match(refusal.message, /ada@example\.com/);
    deepStrictEqual(refusal.actions, ["switchAccount", "signOut"]);
    const bug = new RangeError("bug");
    strictEqual(await probe(factsOf(accessToken)).explain(refusal), refusal);
    strictEqual(await probe(factsOf(accessToken)).explain(bug), bug);
    deepStrictEqual(requests, []);
  });

  it("gives the error back when the token cannot be read, or its owner is gone", async () => {
    await start(ours);
    const refusal = await refusalOf("not.a.token");
    strictEqual(await probe(undefined).explain(refusal), refusal);
    const unreadable = new RejectionProbe({
      server: parseServerUrl(server.url),
      token: () => Promise.reject(new Error("no keyring")),
      fetch: recorded,
    });
    strictEqual(await unreadable.explain(refusal), refusal);
    const gone = new RejectionProbe({
      server: parseServerUrl(server.url),
      token: async () => factsOf(await ours.issueAccessToken()),
      fetch: recorded,
      signal: AbortSignal.abort(),
    });
    strictEqual(await gone.explain(refusal), refusal);
    strictEqual(
      await probe({ issuer: "clerk", keyId: "", issuedAt: 0 })
        .explain(refusal)
        .then(({ kind }) => kind),
      "keysUnreachable",
    );
  });

  it("takes the clock from any answer of the server, even a 404", async () => {
    await start(ours);
    const late = await startHttpServer((_, response) => {
      response.setHeader("date", new Date(Date.now() - 3_600_000).toUTCString());
      json(response, 404, {});
    });
    try {
      const refusal = await refusalOf("not.a.token");
      const error = await probe(factsOf(await ours.issueAccessToken()), late.origin).explain(refusal);
      match(error.message, /60 minutes behind/);
    } finally {
      await late.close();
    }
  });
});
