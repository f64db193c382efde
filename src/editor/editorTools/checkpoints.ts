import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type * as vscode from "vscode";
import type { CallPlace } from "../../chat/clientTools/clientTools";
import { type FileState, stateOf } from "./fileStates";

/** Bytes of one file that are kept. */
const MOST_OF_FILE = 5_000_000;

/** Bytes that are kept of all threads of an owner; the oldest calls go first. */
const MOST_OF_OWNER = 50_000_000;

/** What is kept of one file that an agent's call has changed. */
export interface KeptFile {
  /** On this computer's disk. */
  readonly path: string;
  /** Its bytes before the call, in base64; null where there was none, missing where it was too large. */
  readonly before?: string | null;
  /** The hash of what the call has made of it; null where nothing is left. Missing when the call has made nothing. */
  readonly after?: string | null;
}

/** What files were before an agent changed them: on this computer only, by owner, thread and call. */
export class Checkpoints {
  /** @param folder of their own; need not exist */
  constructor(private readonly folder: string) {}

  /** Keeps files as they are now. @returns keeps what they are then, which tells later whether somebody else has changed them */
  async keep(place: CallPlace, uris: readonly vscode.Uri[]): Promise<() => Promise<void>> {
    const states = await Promise.all(uris.map(stateOf));
    // Some servers count the calls of each response anew: what a file was before the first of them stays.
    const known = new Map((await this.read(place)).map((file) => [file.path, file]));
    const changed = new Set(uris.map(({ fsPath }) => fsPath));
    const others = [...known.values()].filter(({ path }) => !changed.has(path));
    const files = states.map((state): KeptFile => {
      const path = state.uri.fsPath;
      const first = known.get(path);
      return { path, ...(first ? (first.before === undefined ? {} : { before: first.before }) : beforeOf(state)) };
    });
    await this.write(place, [...others, ...files]);
    return async () => {
      const now = await Promise.all(uris.map(stateOf));
      await this.write(place, [
        ...others,
        ...files.map((file, index) => ({ ...file, after: hashOf(now[index]?.bytes) })),
      ]);
      await this.prune(place.owner);
    };
  }

  /**
   * What files were before the first of these calls, and what the last of them has made of each.
   *
   * @param callIds in the order in which they were made
   */
  async before(
    { owner, threadId }: Omit<CallPlace, "callId">,
    callIds: readonly string[],
  ): Promise<readonly KeptFile[]> {
    const files = new Map<string, KeptFile>();
    for (const callId of callIds) {
      for (const { path, before, after } of await this.read({ owner, threadId, callId })) {
        const first = files.get(path);
        if (after !== undefined) {
          const kept = first ? first.before : before;
          files.set(path, { path, ...(kept === undefined ? {} : { before: kept }), after });
        }
      }
    }
    return [...files.values()];
  }

  /** @param threadId all threads of the owner when left out; everything when the owner is left out as well */
  async forget(owner?: string, threadId?: string): Promise<void> {
    const names = [owner, threadId].flatMap((id) => (id === undefined ? [] : [named(id)]));
    const folder = join(this.folder, ...names);
    await rm(folder, { recursive: true, force: true });
  }

  private async read(place: CallPlace): Promise<readonly KeptFile[]> {
    try {
      return JSON.parse(await readFile(this.fileOf(place), "utf8")) as readonly KeptFile[];
    } catch {
      // Nothing was changed, or it went for others.
      return [];
    }
  }

  private async write(place: CallPlace, files: readonly KeptFile[]): Promise<void> {
    const file = this.fileOf(place);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, JSON.stringify(files), { mode: 0o600 });
  }

  private async prune(owner: string): Promise<void> {
    const folder = join(this.folder, named(owner));
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    const found = await Promise.all(
      names
        .filter((name) => name.endsWith(".json"))
        .map(async (name) => ({ file: join(folder, name), ...(await sizeOf(join(folder, name))) })),
    );
    let bytes = 0;
    for (const { file, size } of found.sort((one, other) => other.time - one.time)) {
      bytes += size;
      if (bytes > MOST_OF_OWNER) {
        await rm(file, { force: true });
      }
    }
  }

  private fileOf({ owner, threadId, callId }: CallPlace): string {
    return join(this.folder, named(owner), named(threadId), `${named(callId)}.json`);
  }
}

/** The hash of a file's bytes; null for one that is not there. */
export function hashOf(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : createHash("sha256").update(bytes).digest("hex");
}

/** Servers make the ids of threads and calls: as a hash they lead nowhere else. */
function named(id: string): string {
  return createHash("sha256").update(id).digest("hex").slice(0, 32);
}

function beforeOf({ bytes }: FileState): Pick<KeptFile, "before"> {
  if (bytes === undefined) {
    return { before: null };
  }
  return bytes.length > MOST_OF_FILE ? {} : { before: Buffer.from(bytes).toString("base64") };
}

async function sizeOf(file: string): Promise<{ readonly size: number; readonly time: number }> {
  const { size, mtimeMs } = await stat(file).catch(() => ({ size: 0, mtimeMs: 0 }));
  return { size, time: mtimeMs };
}
