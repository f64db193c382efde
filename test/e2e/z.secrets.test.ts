import { ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { browserStorage } from "./setup/browserStorage";
import { filesBelow, leaks as leaksOf } from "./setup/leaks";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

/** The last file of the run: by now every sign-in, every refresh and every failure of it has been. */
describe("the secrets of the whole run", () => {
  startsFromKnownState();

  let world: World;

  before(async () => {
    // Somebody is signed in, so that something rests there, also when the file before has failed.
    ({ world } = await signedInChat());
  });

  const leaks = (text: string): readonly string[] => leaksOf(world.auth.secrets, text);
  const filesIn = (folder: string): string =>
    filesBelow(folder)
      .map(({ path, content }) => `${path}\n${content}`)
      .join("\n");

  it("are many, and would be found", () => {
    ok(world.auth.secrets.size > 10, `only ${String(world.auth.secrets.size)} secrets have been seen`);
    const [first = ""] = world.auth.secrets;
    strictEqual(leaks(`before ${Buffer.from(`ab${first}cd`).toString("base64")} after`).length, 1);
    strictEqual(leaks(`https://x/?a=${encodeURIComponent(first)}`).length, 1);
  });

  it("are not in the log, which tells of each sign-in", () => {
    const log = world.observer.log();
    strictEqual(leaks(log).length, 0);
    ok(/flow relay on web, remote/.test(log));
    ok(!/[?&](code|state|token)=/.test(log));
  });

  it("are not in any message to the panel", () => {
    const messages = world.observer.webviewMessages();
    ok(messages.includes("alice@example.com"));
    strictEqual(leaks(messages).length, 0);
  });

  it("are not in the state that the extension keeps", () => {
    ok(world.observer.state().includes("agentChat."));
    strictEqual(leaks(world.observer.state()).length, 0);
  });

  it("are neither in settings nor in any file of the extension: what rests there is sealed", () => {
    const storage = filesIn(
      join(world.folder, "host", "user-data", "User", "globalStorage", "agent-chat.mastra-clerk"),
    );
    ok(/\.sealed/.test(storage));
    const settings =
      filesIn(join(world.folder, "host", "user-data", "User")) + filesIn(join(world.folder, "workspace"));
    strictEqual(leaks(storage + settings).length, 0);
  });

  it("are not in the browser's storage of VS Code", async () => {
    const stored = await browserStorage(world.page);
    ok(stored.length > 1000);
    strictEqual(leaks(stored).length, 0);
  });
});
