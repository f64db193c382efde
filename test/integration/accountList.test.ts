import { deepStrictEqual } from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KeptMarks } from "../../src/auth/session/keptMarks";
import { ClerkAuthenticationProvider } from "../../src/auth/vscode/clerkAuthenticationProvider";
import { SessionWatcher } from "../../src/auth/vscode/sessionWatcher";
import { noLock } from "../unit/auth/setup/noLock";
import { RefreshFixture } from "../unit/auth/setup/refreshFixture";
import type { TestWindow } from "../unit/auth/setup/window";

/** What VS Code asks the provider for as soon as it knows it, before anybody opens the chat. */
describe("VS Code's list of accounts, where it is the first to ask", () => {
  let fixture: RefreshFixture;
  let window: TestWindow;
  let watcher: SessionWatcher;
  let provider: ClerkAuthenticationProvider;
  let marks: KeptMarks;
  let folder: string;
  /** What each first look found missing. */
  let lost: Promise<boolean>[];
  let gone: string[];

  beforeEach(async () => {
    fixture = await RefreshFixture.start();
    folder = await mkdtemp(join(tmpdir(), "agent-chat-accounts-"));
    marks = new KeptMarks(folder, noLock);
    [lost, gone] = [[], []];
    window = fixture.openWindow({ changed: () => void watcher.check() });
    watcher = new SessionWatcher(window.current, (sessions) => lost.push(marks.lost(window.instance, sessions)));
    const notHere = (): never => {
      throw new Error("Nobody signs in or out here.");
    };
    provider = new ClerkAuthenticationProvider(window.tokens, { run: notHere }, { signOutById: notHere }, watcher);
    provider.onDidChangeSessions(({ removed }) => gone.push(...(removed ?? []).map(({ id }) => id)));
  });
  afterEach(async () => {
    watcher.dispose();
    await fixture.clerk.stop();
    await rm(folder, { recursive: true });
  });

  /** @param scopes left out, as the list of accounts asks; otherwise as whoever wants a token */
  const listed = async (scopes?: readonly string[]): Promise<readonly string[]> =>
    (await provider.getSessions(scopes, {})).map(({ id }) => id);

  it("hears of a sign-out in another window", async () => {
    const elsewhere = fixture.openWindow();
    await elsewhere.store.replace(fixture.session());
    deepStrictEqual(await listed(), ["user_1"]);
    await elsewhere.store.delete(fixture.account);
    // The storage tells this window.
    await watcher.check();
    deepStrictEqual(gone, ["user_1"]);
    deepStrictEqual(await listed(), []);
  });

  it("sees a session end that Clerk does not renew: it is over, and was not lost by the storage", async () => {
    const session = fixture.session({ expiresAt: 0 });
    await marks.add(session);
    await window.store.replace(session);
    fixture.clerk.token = () => ({ status: 400, body: { error: "invalid_grant" } });
    const ended: string[] = [];
    watcher.onDidRemove((sessions) => ended.push(...sessions.map(({ identity }) => identity.sub)));
    deepStrictEqual(await listed(), ["user_1"], "nobody is asked for a token that nobody will use");
    deepStrictEqual(await listed([]), []);
    await watcher.check();
    deepStrictEqual(await Promise.all(lost), [false]);
    deepStrictEqual(ended, ["user_1"]);
  });
});
