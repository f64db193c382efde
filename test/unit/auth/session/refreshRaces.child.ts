// A window of its own process: it refreshes the shared session again and again until it is closed.
import { setTimeout as pause } from "node:timers/promises";
import type { ClerkInstance } from "../../../../src/auth/clerk/clerkInstance";
import type { AccountRef } from "../../../../src/auth/session/clerkSession";
import { FileLock } from "../../../../src/storage/fileLock";
import type { SecretStore } from "../../../../src/auth/session/sessionStore";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { setupOf, tell } from "../setup/childProcess";
import { type RaceStorage, openStorage } from "./raceStorage";
import { TestWindow } from "../setup/window";

/** What the parent gives. */
export interface RaceSetup {
  readonly instance: ClerkInstance;
  readonly account: AccountRef;
  readonly directory: string;
  readonly storage: RaceStorage;
}

const { instance, account, directory, storage } = setupOf() as RaceSetup;
const origin = "https://agents.example.com";

/** From the token request to the stored record: the parent does not kill within it. */
let inSpan = false;

function reporting(secrets: SecretStore): SecretStore {
  return {
    get: (name) => secrets.get(name),
    latest: (name) => (secrets.latest ?? secrets.get).call(secrets, name),
    delete: (name) => secrets.delete(name),
    store: async (name, value) => {
      await secrets.store(name, value);
      if (inSpan) {
        inSpan = false;
        await tell("stored");
      }
    },
  };
}

async function askingFetch(url: string, init?: RequestInit): Promise<Response> {
  if (new URL(url).pathname === "/oauth/token") {
    const leave = new Promise((resolve) => process.once("message", resolve));
    await tell("mayI");
    await leave;
    inSpan = true;
  }
  return fetch(url, init);
}

const window = new TestWindow(instance, reporting(openStorage(directory, storage)), {
  lock: new FileLock(directory, { pollEvery: 20 }),
  fetch: askingFetch,
});
let closing = false;

async function live(): Promise<void> {
  while (!closing) {
    const session = await window.store.read(account);
    if (session === undefined) {
      await tell("failed: the record is lost");
      return;
    }
    await window.token(origin, { rejected: session.accessToken });
    await pause(Math.random() * 60);
  }
}

async function close(): Promise<void> {
  closing = true;
  await window.refresher.settled();
  process.exit(0);
}

process.once("SIGTERM", () => void close());
// The parent is gone.
process.once("disconnect", () => process.exit(1));
live().catch((error: unknown) => tell(`failed: ${error instanceof UserFacingError ? error.kind : String(error)}`));
