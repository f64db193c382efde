import type { ClerkInstance } from "../clerk/clerkInstance";
import { type AccountRef, type ClerkSession, refOf } from "./clerkSession";
import type { CrossWindowLock } from "./crossWindowLock";
import { storageFailed } from "./sessionAge";
import { SessionRecords, indexName, isSessionName, recordName } from "./sessionRecords";

/** The part of `vscode.SecretStorage` that is used here. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/**
 * The one place where sessions rest: in the storage, or in this window's memory where the storage keeps
 * nothing (Linux without a keyring).
 */
export class SessionStore {
  private readonly records: SessionRecords;
  private readonly generations = new Map<string, number>();
  // By name of the record; undefined for an account that signed out while the storage did not let it go.
  private readonly unkept = new Map<string, ClerkSession | undefined>();
  private readonly takenOver = new Map<string, Promise<void>>();
  private tail: Promise<unknown> = Promise.resolve();
  private reported = false;
  private answered = false;

  /**
   * @param lock held while records are changed, for some milliseconds
   * @param notKept called once, when the storage does not keep a session
   */
  constructor(
    secrets: SecretStore,
    private readonly lock: CrossWindowLock,
    private readonly notKept: () => void = () => undefined,
  ) {
    this.records = new SessionRecords(secrets);
  }

  /** The name of an account's record in SecretStorage. */
  static keyOf(ref: AccountRef): string {
    return recordName(ref);
  }

  /** True for the name of any record or index of this store. */
  static owns(key: string): boolean {
    return isSessionName(key);
  }

  /** Counts an account's sign-ins and sign-outs here: a refresh notes it at its start, for {@link update}. */
  generationOf(ref: AccountRef): number {
    return this.generations.get(recordName(ref)) ?? 0;
  }

  /**
   * Every account of an instance, in order of sign-in.
   *
   * @throws UserFacingError `storageFailed`, see {@link read}
   */
  async all(instance: ClerkInstance): Promise<readonly ClerkSession[]> {
    await this.takeOver(instance);
    const { issuer, clientId } = instance;
    const ids = (await this.reading(() => this.records.accounts(instance))) ?? [];
    const refs = ids.map((accountId) => ({ issuer, clientId, accountId }));
    const stored = await Promise.all(
      refs.filter((ref) => !this.unkept.has(recordName(ref))).map((ref) => this.read(ref)),
    );
    const unkept = [...this.unkept.values()].filter(
      (session) => session?.issuer === issuer && session.clientId === clientId,
    );
    return [...stored, ...unkept].filter((session) => session !== undefined);
  }

  /**
   * Reads an account's record afresh: another window may have changed it. A damaged record counts as none.
   *
   * @throws UserFacingError `storageFailed` when a storage that has answered before does not answer now; one
   * that never did counts as empty
   */
  async read(ref: AccountRef): Promise<ClerkSession | undefined> {
    const name = recordName(ref);
    return this.unkept.has(name) ? this.unkept.get(name) : this.reading(() => this.records.read(ref));
  }

  /** Adds an account as the latest, or replaces its tokens by those of a new sign-in. */
  replace(session: ClerkSession): Promise<void> {
    const ref = refOf(session);
    this.nextGeneration(ref);
    return this.exclusively(ref, async () => {
      try {
        await this.records.add(session);
        this.unkept.delete(recordName(ref));
      } catch {
        this.keepInMemory(session);
      }
    });
  }

  /**
   * Stores a refreshed session, unless this account signed out or in since `generation` was noted, here
   * or in another window: then the record no longer holds the refresh token that was used.
   *
   * @returns whether it was stored
   */
  update(session: ClerkSession, usedRefreshToken: string, generation: number): Promise<boolean> {
    const ref = refOf(session);
    return this.exclusively(ref, async () => {
      if (generation !== this.generationOf(ref)) {
        return false;
      }
      try {
        if ((await this.readStrictly(ref))?.refreshToken !== usedRefreshToken) {
          return false;
        }
        if (this.unkept.has(recordName(ref))) {
          // The storage may keep it by now.
          await this.records.add(session);
          this.unkept.delete(recordName(ref));
        } else {
          await this.records.write(session);
        }
      } catch {
        // The refresh token that the storage still has is used up.
        this.keepInMemory(session);
      }
      return true;
    });
  }

  /** Forgets a session that turned out to be over, unless another one took its place meanwhile. */
  deleteUnchanged(session: ClerkSession, generation: number): Promise<void> {
    const ref = refOf(session);
    return this.exclusively(ref, async () => {
      const stored = await this.readStrictly(ref);
      if (generation === this.generationOf(ref) && stored?.accessToken === session.accessToken) {
        this.nextGeneration(ref);
        await this.forget(ref);
      }
    });
  }

  /** Forgets an account; a refresh under way can no longer bring it back. */
  delete(ref: AccountRef): Promise<void> {
    this.nextGeneration(ref);
    return this.exclusively(ref, () => this.forget(ref));
  }

  private nextGeneration(ref: AccountRef): void {
    this.generations.set(recordName(ref), this.generationOf(ref) + 1);
  }

  private async forget(ref: AccountRef): Promise<void> {
    try {
      await this.records.remove(ref);
      this.unkept.delete(recordName(ref));
    } catch {
      this.unkept.set(recordName(ref), undefined);
    }
  }

  private keepInMemory(session: ClerkSession): void {
    const name = recordName(refOf(session));
    // Taken out first, so that it becomes the last.
    this.unkept.delete(name);
    this.unkept.set(name, session);
    if (!this.reported) {
      this.reported = true;
      this.notKept();
    }
  }

  private async readStrictly(ref: AccountRef): Promise<ClerkSession | undefined> {
    const name = recordName(ref);
    return this.unkept.has(name) ? this.unkept.get(name) : this.records.read(ref);
  }

  private async reading<T>(read: () => Promise<T>): Promise<T | undefined> {
    try {
      const value = await read();
      this.answered = true;
      return value;
    } catch (error) {
      if (this.answered) {
        throw storageFailed(error);
      }
      return undefined;
    }
  }

  private takeOver(instance: ClerkInstance): Promise<void> {
    const name = indexName(instance);
    const done = this.takenOver.get(name);
    if (done !== undefined) {
      return done;
    }
    const attempt = this.attemptTakeOver(instance).catch(() => {
      this.takenOver.delete(name);
    });
    this.takenOver.set(name, attempt);
    return attempt;
  }

  private async attemptTakeOver(instance: ClerkInstance): Promise<void> {
    if (await this.records.hasSingle(instance)) {
      await this.exclusively(instance, () => this.records.takeOverSingle(instance));
    }
  }

  // In turn, because otherwise a deletion could overtake a write of this window that began before it.
  private exclusively<T>(instance: ClerkInstance, task: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(() => this.lock.run(indexName(instance), task));
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}
