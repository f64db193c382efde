import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { refOf } from "../../../../src/auth/session/clerkSession";
import type { CrossWindowLock } from "../../../../src/storage/crossWindowLock";
import { FileLock } from "../../../../src/storage/fileLock";
import { type AuthServer, startAuthServer } from "../../../stack/auth/authServer";
import { rejectsWith } from "../setup/expectError";
import { MemorySecrets } from "../setup/memorySecrets";
import { TestWindow } from "../setup/window";
import { type RaceStorage, openStorage } from "./raceStorage";
import { type Death, RaceWindow } from "./raceWindow";

const origin = "https://agents.example.com";

/** Several windows, one storage, and a server that ends the grant when a refresh token is used twice. */
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

  const instance = (): { issuer: string; clientId: string } => ({ issuer: server.issuer, clientId: server.clientId });
  const open = (lock?: CrossWindowLock): TestWindow =>
    new TestWindow(instance(), secrets, lock === undefined ? {} : { lock });
  const answers = (): readonly number[] =>
    server.requests.filter(({ path }) => path === "/oauth/token").map(({ status }) => status);

  it("keeps everybody signed in over many rounds, with one request a round", async () => {
    const windows = Array.from({ length: 3 }, () => open(new FileLock(directory)));
    await windows[0]?.signIn();
    const before = answers().length;
    for (let round = 1; round <= 4; round++) {
      for (const window of windows) {
        window.clockOffset = round * 86_400_000;
      }
      const tokens = await Promise.all(windows.map((window) => window.token(origin)));
      assert.equal(new Set(tokens).size, 1, `round ${round}`);
      assert.equal(answers().length - before, round);
    }
  }).timeout(60_000);

  it("shows why the lock is needed: without it the grant is gone", async () => {
    const windows = [open(), open()];
    await windows[0]?.signIn();
    for (const window of windows) {
      window.clockOffset = 86_400_000;
    }
    await Promise.allSettled(windows.map((window) => window.token(origin)));
    for (const window of windows) {
      window.clockOffset *= 2;
    }
    const second = await Promise.allSettled(windows.map((window) => window.token(origin)));
    assert.ok(second.every(({ status }) => status === "rejected"));
  }).timeout(60_000);

  it("revokes the refresh token when signing out", async () => {
    const window = open(new FileLock(directory));
    const session = await window.signIn();
    assert.equal(await window.revocation.run(session), true);
    assert.equal(server.revokedRefreshTokens.includes(session.refreshToken ?? ""), true);
    window.clockOffset = 86_400_000;
    await rejectsWith(window.token(origin), "sessionEnded");
    assert.equal(secrets.values.size, 0);
  }).timeout(60_000);

  const races: readonly (readonly [what: string, wanted: number, storage: RaceStorage])[] = [
    ["500 refreshes, sealed files", 500, { kind: "sealed", key: randomBytes(32).toString("base64url") }],
    // A handover takes as long as a write stays unseen, so most of them are made with delays that are short.
    ["500 refreshes, SecretStorage that is 0 to 20 ms late", 500, { kind: "desktop", longestDelay: 20 }],
    ["40 refreshes, SecretStorage that is 0 to 500 ms late", 40, { kind: "desktop", longestDelay: 500 }],
  ];
  for (const [what, wanted, storage] of races) {
    it(`loses nothing between 8 processes that close and crash: ${what}`, async function () {
      this.timeout(300_000);
      await race(wanted, storage);
    });
  }

  async function race(wanted: number, storage: RaceStorage): Promise<void> {
    const windowSecrets = openStorage(directory, storage);
    const home = new TestWindow(instance(), windowSecrets, { lock: new FileLock(directory, { pollEvery: 20 }) });
    const account = refOf(await home.signIn());
    // A window that opens a moment later does not see the sign-in yet: the race is about those that do.
    const another = new TestWindow(instance(), openStorage(directory, storage, "another window"));
    while ((await another.store.read(account)) === undefined || (await another.current.read()) === undefined) {
      await pause(10);
    }
    const setup = { instance: instance(), account, directory, storage };
    const all: RaceWindow[] = [];
    let over = false;
    const openWindow = (): void => {
      if (!over) {
        all.push(new RaceWindow(setup, openWindow));
      }
    };
    const failures = (): readonly string[] => all.flatMap((window) => window.failures);
    const first = answers().length;
    const refreshes = (): number => answers().length - first;
    const started = performance.now();
    Array.from({ length: 8 }, openWindow);

    const deaths: readonly Death[] = ["closes", "crashes", "crashesBeforeRequest", "crashesAfterStoring"];
    const counted = new Map<Death, number>();
    const every = Math.min(20, wanted / 12);
    let next = every;
    let kills = 0;
    while (refreshes() < wanted && failures().length === 0) {
      if (refreshes() >= next) {
        next += every;
        const living = all.filter(({ doomed, dead }) => !doomed && !dead);
        const death = deaths[kills++ % deaths.length] ?? "closes";
        await pause(Math.random() * 20);
        living[Math.floor(Math.random() * living.length)]?.die(death);
        counted.set(death, (counted.get(death) ?? 0) + 1);
      }
      await pause(10);
    }
    over = true;
    for (const window of all.filter(({ dead, doomed }) => !dead && !doomed)) {
      window.die("closes");
    }
    await Promise.all(all.map(({ exited }) => exited));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`      ${refreshes()} refreshes, ${seconds} s, ${JSON.stringify(Object.fromEntries(counted))}`);

    assert.deepEqual(failures(), []);
    assert.ok(refreshes() >= wanted);
    assert.deepEqual(new Set(answers().slice(first)), new Set([200]));
    const last = await home.store.latest(account);
    assert.ok(last);
    assert.notEqual(await home.token(origin, { rejected: last.accessToken }), last.accessToken);
  }
});
