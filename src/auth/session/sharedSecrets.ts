import { createHash, randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readFileIfThere, writeFileAtomically } from "../../storage/atomicFile";
import type { CrossWindowLock } from "../../storage/crossWindowLock";
import type { SecretStore } from "./sessionStore";

/** Which machine's lock guards the records, and whose SecretStorage holds them. */
export interface SharedSecretsOptions {
  /** For the files with the generation numbers; made when it is needed. */
  readonly directory: string;
  /** See {@link loadMachineId}. */
  readonly machine: () => Promise<string>;
  /**
   * Tells the computers apart whose windows open this machine, such as two that are connected to one remote
   * host: each has a SecretStorage of its own.
   */
  readonly client: string;
  readonly times?: CatchUpTimes;
}

/** Times in milliseconds. */
export interface CatchUpTimes {
  /** Longest wait for what another window has stored. */
  readonly longestWait: number;
  readonly pollEvery: number;
}

const defaultTimes: CatchUpTimes = { longestWait: 2000, pollEvery: 40 };

/** How a record rests in SecretStorage. */
interface Envelope {
  readonly machine: string;
  /** Grows by one with each write. */
  readonly generation: number;
  readonly value: string;
}

/** What the last write of a record was, as the file beside the lock says. */
interface LastWrite {
  readonly generation: number;
  readonly deleted: boolean;
}

/**
 * Records in SecretStorage, on hosts whose windows share it: VS Code's own on the desktop, over the keychain of
 * the operating system. A window sees what another one wrote a moment later (VS Code saves every 200 ms), and a
 * refresh token that is used twice ends the session. So a file beside the lock, which every window sees at
 * once, tells the generation of the last write, and nothing secret.
 *
 * Windows of remote hosts (SSH, WSL, containers) share the same SecretStorage, but no lock with local ones. So
 * each machine has records of its own, which carry its id: no two machines ever refresh one token.
 *
 * Whoever writes holds the lock.
 */
export class SharedSecrets implements SecretStore {
  private readonly times: CatchUpTimes;
  /** Generations that were waited for in vain, by name: the window that announced them crashed. */
  private readonly missing = new Map<string, number>();

  constructor(
    private readonly secrets: SecretStore,
    private readonly options: SharedSecretsOptions,
  ) {
    this.times = options.times ?? defaultTimes;
  }

  /** What this window sees now; what any window has deleted is gone at once. */
  async get(name: string): Promise<string | undefined> {
    // The file first: whatever is stored after it was read has a higher generation still.
    const last = await this.readLastWrite(name);
    return valueOf(await this.readCopy(name), last);
  }

  /** Waits until this window sees the last write of any window: two seconds at most, then what there is. */
  async latest(name: string): Promise<string | undefined> {
    const giveUpAt = performance.now() + this.times.longestWait;
    for (;;) {
      const last = await this.readLastWrite(name);
      const copy = await this.readCopy(name);
      const late = last !== undefined && !last.deleted && (copy?.generation ?? 0) < last.generation;
      if (!late || this.missing.get(name) === last.generation) {
        return valueOf(copy, last);
      }
      if (performance.now() >= giveUpAt) {
        this.missing.set(name, last.generation);
        return valueOf(copy, last);
      }
      await delay(this.times.pollEvery);
    }
  }

  async store(name: string, value: string): Promise<void> {
    const generation = await this.nextGeneration(name);
    const machine = await this.options.machine();
    // Announced first: a window that crashes in between makes others wait, and not use an old token.
    await this.writeLastWrite(name, { generation, deleted: false });
    const envelope: Envelope = { machine, generation, value };
    await this.secrets.store(await this.keyOf(name), JSON.stringify(envelope));
  }

  async delete(name: string): Promise<void> {
    const generation = await this.nextGeneration(name);
    if (generation > 1) {
      await this.writeLastWrite(name, { generation, deleted: true });
      await this.secrets.delete(await this.keyOf(name));
    }
  }

  /** Above the copy's as well: the file may have been lost. */
  private async nextGeneration(name: string): Promise<number> {
    const last = await this.readLastWrite(name);
    const copy = await this.readCopy(name);
    return Math.max(last?.generation ?? 0, copy?.generation ?? 0) + 1;
  }

  private async readCopy(name: string): Promise<Envelope | undefined> {
    const text = await this.secrets.get(await this.keyOf(name));
    const envelope = text === undefined ? undefined : parseEnvelope(text);
    return envelope?.machine === (await this.options.machine()) ? envelope : undefined;
  }

  private async readLastWrite(name: string): Promise<LastWrite | undefined> {
    const bytes = await readFileIfThere(this.pathOf(name));
    const match = /^(\d{1,15})( deleted)?$/.exec(Buffer.from(bytes ?? []).toString("utf8"));
    return match === null ? undefined : { generation: Number(match[1]), deleted: match[2] !== undefined };
  }

  private async writeLastWrite(name: string, { generation, deleted }: LastWrite): Promise<void> {
    await mkdir(this.options.directory, { recursive: true, mode: 0o700 });
    await writeFileAtomically(this.pathOf(name), Buffer.from(`${generation}${deleted ? " deleted" : ""}`));
  }

  // Names are percent-encoded, so the sign is in none of them.
  private async keyOf(name: string): Promise<string> {
    return `${name}@${await this.options.machine()}`;
  }

  private pathOf(name: string): string {
    const hash = createHash("sha256")
      .update(JSON.stringify([this.options.client, name]))
      .digest("hex")
      .slice(0, 32);
    return join(this.options.directory, `${hash}.generation`);
  }
}

/**
 * The random id of this machine, from a file that the first call ever makes; under the lock, so that two
 * windows that open together do not make two. The function that is returned reads it once.
 *
 * @throws Error (the function) when the file can be neither read nor made
 */
export function loadMachineId(directory: string, lock: CrossWindowLock): () => Promise<string> {
  const path = join(directory, "machineId");
  const read = async (): Promise<string | undefined> => {
    const text = Buffer.from((await readFileIfThere(path)) ?? []).toString("utf8");
    return /^[\w-]{36}$/.test(text) ? text : undefined;
  };
  const make = async (): Promise<string> => {
    const made = (await read()) ?? randomUUID();
    await mkdir(directory, { recursive: true });
    await writeFileAtomically(path, Buffer.from(made));
    return made;
  };
  let loading: Promise<string> | undefined;
  return () => {
    if (loading === undefined) {
      const attempt = (async () => (await read()) ?? (await lock.run("agentChat.machineId", make)))();
      attempt.catch(() => (loading = undefined));
      loading = attempt;
    }
    return loading;
  };
}

function valueOf(copy: Envelope | undefined, last: LastWrite | undefined): string | undefined {
  const deleted = last?.deleted === true && (copy?.generation ?? 0) <= last.generation;
  return deleted ? undefined : copy?.value;
}

function parseEnvelope(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isEnvelope(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEnvelope(value: unknown): value is Envelope {
  return (
    typeof value === "object" &&
    value !== null &&
    "machine" in value &&
    typeof value.machine === "string" &&
    "generation" in value &&
    Number.isSafeInteger(value.generation) &&
    "value" in value &&
    typeof value.value === "string"
  );
}
