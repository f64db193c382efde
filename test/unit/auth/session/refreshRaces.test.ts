import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileRefreshLock } from "../../../../src/auth/session/fileRefreshLock";
import type { RefreshLock } from "../../../../src/auth/session/refreshLock";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";
import { TestWindow } from "../setup/window";

const origin = "https://agents.example.com";

/** Several windows, one SecretStorage, and a server that ends the grant when a refresh token is used twice. */
describe("refresh races against an OAuth server with reuse detection", () => {
  let server: AuthServer;
  let secrets: MemorySecrets;
  let directory: string;
  before(async () => (server = await startAuthServer()));
  after(() => server.close());
  beforeEach(async () => {
    secrets = new MemorySecrets();
    secrets.latency = 2;
    directory = await mkdtemp(join(tmpdir(), "race-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const open = (lock?: RefreshLock): TestWindow =>
    new TestWindow(
      { issuer: server.issuer, clientId: server.clientId },
      secrets,
      lock === undefined ? {} : { lock },
    );
  const refreshes = (): number => server.requests.filter(({ path }) => path === "/oauth/token").length;

  it("keeps everybody signed in over many rounds, with one request a round", async () => {
    const windows = Array.from({ length: 3 }, () => open(new FileRefreshLock(directory)));
    await windows[0]?.signIn();
    const before = refreshes();
    for (let round = 1; round <= 4; round++) {
      for (const window of windows) {
        window.clockOffset = round * 86_400_000;
      }
      const tokens = await Promise.all(windows.map((window) => window.tokens.get(origin)));
      assert.equal(new Set(tokens).size, 1, `round ${round}`);
      assert.equal(refreshes() - before, round);
    }
  }).timeout(10_000);

  it("shows why the lock is needed: without it the grant is gone", async () => {
    const windows = [open(), open()];
    await windows[0]?.signIn();
    for (const window of windows) {
      window.clockOffset = 86_400_000;
    }
    await Promise.allSettled(windows.map((window) => window.tokens.get(origin)));
    for (const window of windows) {
      window.clockOffset *= 2;
    }
    const second = await Promise.allSettled(windows.map((window) => window.tokens.get(origin)));
    assert.ok(second.every(({ status }) => status === "rejected"));
  }).timeout(10_000);

  it("revokes the refresh token when signing out", async () => {
    const window = open(new FileRefreshLock(directory));
    const session = await window.signIn();
    assert.equal(await window.revocation.run(session), true);
    assert.equal(server.revokedRefreshTokens.includes(session.refreshToken ?? ""), true);
    window.clockOffset = 86_400_000;
    await rejectsWith(window.tokens.get(origin), "sessionEnded");
    assert.equal(secrets.values.size, 0);
  }).timeout(5000);
});
