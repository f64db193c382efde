import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readFileIfThere, removeFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import { seal, unseal } from "./sealedRecord";
import type { SealKey } from "./sealKey";
import type { SecretStore } from "./sessionStore";

const suffix = ".sealed";

/**
 * Secrets in files that are encrypted with a key out of SecretStorage: for web hosts, where SecretStorage
 * is a copy in each window's memory, so that windows never see each other's rotated tokens.
 */
export class SealedSecrets implements SecretStore {
  private loadedKey: Promise<SealKey> | undefined;
  private readonly listeners = new Set<() => void>();
  private watcher: FSWatcher | undefined;

  /** @param directory for nothing but these files; made when it is needed */
  constructor(
    private readonly directory: string,
    private readonly key: () => Promise<SealKey>,
  ) {}

  /**
   * A file that this key does not open counts as none.
   *
   * @throws Error when the key or the file cannot be read
   */
  async get(name: string): Promise<string | undefined> {
    const key = await this.loadKey();
    const bytes = await readFileIfThere(this.pathOf(name, key));
    return bytes === undefined ? undefined : unseal(bytes, name, key.secret);
  }

  /** @throws Error when the key cannot be read or the file not be written */
  async store(name: string, value: string): Promise<void> {
    const key = await this.loadKey();
    await this.makeDirectory();
    await writeFileAtomically(this.pathOf(name, key), seal(value, name, key.secret));
  }

  async delete(name: string): Promise<void> {
    await removeFileIfThere(this.pathOf(name, await this.loadKey()));
  }

  /** Tells about every change of a record, whichever window made it. */
  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    void this.startWatching();
    return {
      dispose: () => {
        this.listeners.delete(listener);
        this.stopWatchingIfUnheard();
      },
    };
  }

  private async startWatching(): Promise<void> {
    try {
      await this.makeDirectory();
      // Registered twice, or disposed of again, while the directory was made.
      if (this.watcher !== undefined || this.listeners.size === 0) {
        return;
      }
      this.watcher = watch(this.directory, { persistent: false }, (_event, file) => {
        if (file === null || file.endsWith(suffix)) {
          this.listeners.forEach((listener) => {
            listener();
          });
        }
      });
      this.watcher.on("error", () => this.watcher?.close());
    } catch {
      // Some file systems cannot be watched; a window looks again when it gets the focus.
    }
  }

  private stopWatchingIfUnheard(): void {
    if (this.listeners.size === 0) {
      this.watcher?.close();
      this.watcher = undefined;
    }
  }

  private async makeDirectory(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
  }

  private loadKey(): Promise<SealKey> {
    if (this.loadedKey === undefined) {
      const loading = this.key();
      this.loadedKey = loading;
      // A keyring that is locked now may be open next time.
      loading.catch(() => (this.loadedKey = undefined));
    }
    return this.loadedKey;
  }

  private pathOf(name: string, key: SealKey): string {
    const hash = createHash("sha256")
      .update(JSON.stringify([key.id, name]))
      .digest("hex")
      .slice(0, 32);
    return join(this.directory, `${hash}${suffix}`);
  }
}
