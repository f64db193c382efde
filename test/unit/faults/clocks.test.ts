import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentService } from "../../../src/agents/agentService";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { readJwtClaims } from "../../../src/auth/clerk/jwt";
import { refOf } from "../../../src/auth/session/clerkSession";
import { noLock } from "../auth/setup/noLock";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";
import { rejectsWith } from "../auth/setup/expectError";
import { MemorySecrets } from "../auth/setup/memorySecrets";
import { RefreshFixture } from "../auth/setup/refreshFixture";
import { TestWindow } from "../auth/setup/window";
import { to } from "./call";
import { FaultStack } from "./faultStack";
import { FaultWindow, questions } from "./faultWindow";

const QUESTION = "What is the weather in Oslo in May?";
const TOKEN = to("POST", /\/oauth\/token$/);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("time", function () {
  this.timeout(60_000);
  let stack: FaultStack;
  let window: FaultWindow;

  before(async () => {
    stack = await FaultStack.start();
  });
  after(() => stack.close());
  beforeEach(() => {
    window = new FaultWindow(stack, `time-${crypto.randomUUID()}@example.com`);
  });
  afterEach(async () => {
    stack.auth.recover();
    await window.close();
  });

  const tokenRequests = (): number => window.network.requests.filter(TOKEN).length;

  for (const minutes of [10, -10]) {
    it(`does not matter to a conversation when this computer's clock is ${String(minutes)} minutes off`, async () => {
      window.auth.clockOffset = minutes * MINUTE;
      await window.open();
      await window.asked(QUESTION);
      await window.asked("How warm is it in Rome in July?");
      strictEqual(tokenRequests(), 1, "only the sign-in has asked for tokens");
    });
  }

  it("that a computer slept costs one renewal, and the next message goes out once", async () => {
    stack.auth.setAccessTokenSeconds((4 * HOUR) / 1000);
    await window.open();
    await window.asked(QUESTION);
    window.auth.clockOffset = 8 * HOUR;
    // What was open is dead, and the first request to the server finds out.
    window.network.break({ matches: (request) => !TOKEN(request), fault: { on: "request", then: "reset" }, times: 1 });
    await window.session.navigator.sync(window.shown);
    await window.asked("How warm is it in Rome in July?");
    strictEqual(tokenRequests(), 2);
    deepStrictEqual(questions(await window.elsewhere()), [QUESTION, "How warm is it in Rome in July?"]);
  });

  it("a token that lives a minute is not renewed for each request", async () => {
    stack.auth.setAccessTokenSeconds(60);
    await window.open();
    await window.asked(QUESTION);
    await window.session.list.show("");
    strictEqual(tokenRequests(), 1);
    window.auth.clockOffset = 50_000;
    await window.asked("How warm is it in Rome in July?");
    await window.session.list.show("");
    strictEqual(tokenRequests(), 2);
  });
});

describe("a renewal that takes long", () => {
  let fixture: RefreshFixture;
  let window: TestWindow;

  beforeEach(async () => {
    fixture = await RefreshFixture.start();
    window = fixture.openWindow({ patience: 40 });
  });
  afterEach(() => fixture.clerk.stop());

  it("holds up nobody whose token is still good, and keeps what it brings", async () => {
    const stored = fixture.session({ expiresAt: Date.now() + MINUTE });
    await window.store.replace(stored);
    fixture.clerk.token = () => ({ ...fixture.rotated(), after: 400 });
    strictEqual(await window.token("https://agents.example.com"), stored.accessToken);
    await window.refresher.settled();
    strictEqual((await window.store.read(fixture.account))?.refreshToken, "new1");
    strictEqual(fixture.refreshes, 1);
  });

  it("keeps the session of somebody whose token is over: they try again, and have the new one", async () => {
    await window.store.replace(fixture.session({ expiresAt: 0 }));
    fixture.clerk.token = () => ({ ...fixture.rotated(), after: 400 });
    await rejectsWith(window.token("https://agents.example.com"), "offline");
    await window.refresher.settled();
    ok((await window.token("https://agents.example.com")).length > 0);
    strictEqual(fixture.refreshes, 1);
  });
});

describe("a renewal that takes longer than anybody waits, without a lock", () => {
  it("is the only one: whoever comes later waits for it as well", async () => {
    const fixture = await RefreshFixture.start();
    try {
      const window = fixture.openWindow({ patience: 40, lock: noLock });
      await window.store.replace(fixture.session({ expiresAt: 0 }));
      fixture.clerk.token = () => ({ ...fixture.rotated(), after: 400 });
      await rejectsWith(window.token("https://agents.example.com"), "offline");
      await rejectsWith(window.token("https://agents.example.com"), "offline");
      await window.refresher.settled();
      strictEqual(fixture.refreshes, 1);
    } finally {
      await fixture.clerk.stop();
    }
  });
});

describe("keys and instances that change", function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-keys-"));
  const auths: AuthServer[] = [];
  const servers: MastraServer[] = [];

  after(async () => {
    await Promise.all([...servers, ...auths].map((each) => each.close()));
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function instance(port = 0): Promise<AuthServer> {
    const auth = await startAuthServer({ port });
    auths.push(auth);
    return auth;
  }

  async function serverOf({ publishableKey, jwksUri }: AuthServer, name: string): Promise<MastraServer> {
    const scripted = { chunkDelayMs: 0, liveWeather: false, environment: {} };
    const server = await startMastraServer({ publishableKey, jwksUri, dataDir: join(dataDir, name), ...scripted });
    servers.push(server);
    return server;
  }

  it("asks once more with a new token after Clerk's keys were rotated between two requests", async () => {
    const before = await instance();
    const server = await serverOf(before, "rotated");
    const first = await before.issueAccessToken();
    const asked: (string | undefined)[] = [];
    let after = before;
    const agents = new AgentService({
      server: serverAddress(server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: {
        get: (_, { rejected } = {}) => {
          asked.push(rejected);
          return rejected === undefined ? Promise.resolve(first) : after.issueAccessToken();
        },
      },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    ok((await agents.listAgents()).length > 0);
    await before.close();
    // At the same address, with another key.
    after = await instance(Number(new URL(before.issuer).port));
    ok((await agents.listAgents()).length > 0);
    ok(
      asked.every((rejected) => rejected === undefined || rejected === first),
      "the new token was refused as well",
    );
  });

  it("keeps two Clerk instances of one window apart, while both renew their tokens", async () => {
    const [one, two] = [await instance(), await instance()];
    const secrets = new MemorySecrets();
    const windows = [one, two].map(({ issuer, clientId }) => new TestWindow({ issuer, clientId }, secrets));
    const sessions = [
      await windows[0]!.signIn({ email: "ada@example.com" }),
      await windows[1]!.signIn({ email: "ada@example.com" }),
    ];
    const [window] = windows;
    window!.clockOffset = 25 * HOUR;
    const tokens = await Promise.all(
      sessions.map((session) =>
        window!.tokens.forAccount({ ref: refOf(session) }).get(`https://${new URL(session.issuer).port}.example.com`),
      ),
    );
    deepStrictEqual(
      tokens.map((token) => readJwtClaims(token)?.iss),
      [one.issuer, two.issuer],
    );
    for (const auth of [one, two]) {
      strictEqual(auth.requests.filter(({ path }) => path === "/oauth/token").length, 2, "one sign-in, one renewal");
      strictEqual(auth.reuseDetected, 0);
    }
  });
});
