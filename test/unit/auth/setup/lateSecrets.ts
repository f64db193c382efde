import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SecretStore } from "../../../../src/auth/session/sessionStore";

/** One write of one secret; `value` is left out of a deletion. */
interface Write {
  readonly value?: string;
  readonly writer: string;
  /** When other windows see it, in milliseconds since the epoch. */
  readonly visibleAt: number;
}

/**
 * SecretStorage as the windows of a desktop share it: files stand for VS Code's main process. A window sees its
 * own writes at once, and those of others a while later.
 */
export class LateSecrets implements SecretStore {
  private written = 0;

  /**
   * @param writer names the window
   * @param delay how long others do not see a write, in milliseconds
   */
  constructor(
    private readonly directory: string,
    private readonly writer: string,
    private readonly delay: () => number = () => Math.random() * 500,
  ) {
    mkdirSync(directory, { recursive: true });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- like VS Code's
  async get(key: string): Promise<string | undefined> {
    const now = Date.now();
    return this.read(key).findLast(({ writer, visibleAt }) => writer === this.writer || visibleAt <= now)?.value;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- like VS Code's
  async store(key: string, value: string): Promise<void> {
    this.write(key, { value });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- like VS Code's
  async delete(key: string): Promise<void> {
    this.write(key, {});
  }

  private write(key: string, change: Pick<Write, "value">): void {
    const write: Write = { ...change, writer: this.writer, visibleAt: Date.now() + this.delay() };
    const temporary = `${this.pathOf(key)}.${this.writer}.${this.written++}`;
    // What everybody has seen long ago need not be kept.
    writeFileSync(temporary, JSON.stringify([...this.read(key).slice(-8), write]));
    renameSync(temporary, this.pathOf(key));
  }

  private read(key: string): readonly Write[] {
    try {
      return JSON.parse(readFileSync(this.pathOf(key), "utf8")) as readonly Write[];
    } catch {
      return [];
    }
  }

  private pathOf(key: string): string {
    return join(this.directory, createHash("sha256").update(key).digest("hex").slice(0, 24));
  }
}
