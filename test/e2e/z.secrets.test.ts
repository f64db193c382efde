import { ok, strictEqual } from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { browserStorage } from "./setup/browserStorage";
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

  /** As it is, in an address, and as base64 would hold it in the middle of something. */
  function formsOf(secret: string): readonly string[] {
    const base64 = [0, 1, 2].map((offset) => {
      const text = Buffer.from(`${"x".repeat(offset)}${secret}`)
        .toString("base64")
        .replace(/=+$/, "");
      // The first and last letters hold bits of the neighbours.
      return text.slice(offset === 0 ? 0 : 4, -1);
    });
    return [
      secret,
      encodeURIComponent(secret),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    ];
  }

  function leaks(text: string): readonly string[] {
    return [...world.auth.secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
  }

  function filesIn(folder: string): string {
    return readdirSync(folder, { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((path) => statSync(path).isFile())
      .map((path) => `${path}\n${readFileSync(path).toString("latin1")}`)
      .join("\n");
  }

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
