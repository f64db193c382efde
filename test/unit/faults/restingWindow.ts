import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SealedSecrets } from "../../../src/auth/session/sealedSecrets";
import type { DraftMemory } from "../../../src/chat/draftStore";
import { FileTranscriptStore } from "../../../src/chat/fileTranscriptStore";
import type { Draft } from "../../../src/shared/protocol";
import { FileLock } from "../../../src/storage/fileLock";
import { FaultWindow, type WindowServers } from "./faultWindow";

/** What a window needs to be opened in any process; it goes there as JSON. */
export interface RestingSetup {
  readonly auth: { readonly issuer: string; readonly clientId: string };
  /** Of the Mastra server. */
  readonly url: string;
  /** What stays when a window is gone, and what windows share. */
  readonly folder: string;
  /** Seals the sessions; base64url. */
  readonly key: string;
  /** Tells drafts apart, which each workspace has of its own. */
  readonly workspace: string;
}

/** Drafts in a file, as VS Code's memento is one of another process than the extension host. */
class FileDrafts implements DraftMemory {
  constructor(private readonly file: string) {}

  get(): Readonly<Record<string, Draft>> {
    try {
      return JSON.parse(readFileSync(this.file, "utf8")) as Readonly<Record<string, Draft>>;
    } catch {
      return {};
    }
  }

  set(drafts: Readonly<Record<string, Draft>>): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(drafts));
    renameSync(`${this.file}.new`, this.file);
  }
}

/** A window over what rests in a folder, with everything of it real that is on the disk. */
export function openResting(setup: RestingSetup, email: string): FaultWindow {
  const { auth, url, folder, key, workspace } = setup;
  const servers: WindowServers = {
    auth,
    url,
    wrongTurns: { origin: () => "http://127.0.0.1:9" },
    restart: () => undefined,
  };
  // Beside what the extension writes: the memento is VS Code's.
  mkdirSync(join(folder, "vscode"), { recursive: true });
  const storage = join(folder, "storage");
  const secret = { id: "resting", secret: Buffer.from(key, "base64url") };
  return new FaultWindow(servers, email, {
    secrets: new SealedSecrets(storage, () => Promise.resolve(secret)),
    lock: new FileLock(storage, { pollEvery: 20 }),
    store: new FileTranscriptStore(storage, workspace),
    drafts: new FileDrafts(join(folder, "vscode", `${workspace}.json`)),
  });
}
