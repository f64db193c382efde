import type { CrossWindowLock } from "../../storage/crossWindowLock";
import type { ClerkInstance } from "../clerk/clerkInstance";
import { type AccountRef, type ClerkSession, parseSession, refOf } from "./clerkSession";
import { storageFailed } from "./sessionErrors";

/** The part of `vscode.SecretStorage` that is used here. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /**
   * Like `get`, and waits a bounded time until this window sees what any window stored last. Only for callers that
   * hold the lock; left out where nothing is seen late.
   */
  latest?(key: string): PromiseLike<string | undefined>;
}

/** How a session store finds what it needs besides its storage. */
export interface SessionStoreOptions {
  /** Called once, when the storage does not keep a session. */
  readonly notKept?: () => void;
  /** Where earlier versions kept sessions, the latest version first; they are moved to the storage. */
  readonly earlier?: () => Promise<readonly SecretStore[]>;
}

const recordPrefix = "agentChat.session.";
const indexPrefix = "agentChat.accounts.";

/** The name of an account's record. */
function recordName({ issuer, clientId, accountId }: AccountRef): string {
  return `${recordPrefix}${[issuer, clientId, accountId].map(encodeURIComponent).join(".")}`;
}

/** The name of the record that lists an instance's accounts. */
function indexName({ issuer, clientId }: ClerkInstance): string {
  return `${indexPrefix}${[issuer, clientId].map(encodeURIComponent).join(".")}`;
}

/** The name of an instance's only record in version 0.1.0, which knew one account. */
function singleName({ issuer, clientId }: ClerkInstance): string {
  return `${recordPrefix}${[issuer, clientId].map(encodeURIComponent).join(".")}`;
}

/**
 * Sessions as JSON records: one for each account, and an index of the accounts for each instance. Whoever
 * changes an index holds a lock. Every method throws what the storage throws.
 */
class SessionRecords {
  constructor(private readonly secrets: SecretStore) {}

  /** Ids of an instance's accounts, in order of sign-in. */
  async accounts(instance: ClerkInstance): Promise<readonly string[]> {
    return parseIndex(await this.secrets.get(indexName(instance)));
  }

  /** An account's session; a record that is damaged, or not this account's, counts as none. */
  async read(ref: AccountRef): Promise<ClerkSession | undefined> {
    return ownSession(await this.secrets.get(recordName(ref)), ref);
  }

  /** The same, of the last write of any window. */
  async latest(ref: AccountRef): Promise<ClerkSession | undefined> {
    return ownSession(await this.getLatest(recordName(ref)), ref);
  }

  /** Writes a session and reads it back: keyrings fail in silence. */
  async write(session: ClerkSession): Promise<void> {
    const name = recordName(refOf(session));
    const text = JSON.stringify(session);
    await this.secrets.store(name, text);
    if ((await this.secrets.get(name)) !== text) {
      throw new Error("The secret storage did not keep the record.");
    }
  }

  /** Writes a session whose account becomes the last of the index. */
  async add(session: ClerkSession): Promise<void> {
    const { accountId } = refOf(session);
    // The index first: without it a record would rest unseen.
    await this.changeIndex(session, (ids) => [...ids.filter((id) => id !== accountId), accountId]);
    await this.write(session);
  }

  /** Writes a session that an earlier version left, as that of the oldest account; a newer one stays. */
  async addEarlier(session: ClerkSession): Promise<void> {
    const ref = refOf(session);
    if ((await this.latest(ref)) === undefined) {
      await this.write(session);
    }
    await this.changeIndex(ref, (ids) => (ids.includes(ref.accountId) ? ids : [ref.accountId, ...ids]));
  }

  /** Removes an account. */
  async remove(ref: AccountRef): Promise<void> {
    const name = recordName(ref);
    await this.secrets.delete(name);
    if ((await this.secrets.get(name)) !== undefined) {
      throw new Error("The secret storage did not remove the record.");
    }
    await this.changeIndex(ref, (ids) => ids.filter((id) => id !== ref.accountId));
  }

  /** Whether there is a record that version 0.1.0 left. */
  async hasSingle(instance: ClerkInstance): Promise<boolean> {
    return (await this.secrets.get(singleName(instance))) !== undefined;
  }

  /** The session that version 0.1.0 left. */
  async readSingle(instance: ClerkInstance): Promise<ClerkSession | undefined> {
    const session = parseSession((await this.secrets.get(singleName(instance))) ?? "");
    return session?.issuer === instance.issuer && session.clientId === instance.clientId ? session : undefined;
  }

  async removeSingle(instance: ClerkInstance): Promise<void> {
    await this.secrets.delete(singleName(instance));
  }

  private getLatest(name: string): PromiseLike<string | undefined> {
    return this.secrets.latest?.(name) ?? this.secrets.get(name);
  }

  private async changeIndex(
    instance: ClerkInstance,
    change: (ids: readonly string[]) => readonly string[],
  ): Promise<void> {
    const name = indexName(instance);
    const before = parseIndex(await this.getLatest(name));
    const after = change(before);
    if (after.length === 0) {
      await this.secrets.delete(name);
    } else if (JSON.stringify(after) !== JSON.stringify(before)) {
      await this.secrets.store(name, JSON.stringify(after));
    }
  }
}

/**
 * The one place where sessions rest: in the storage, or in this window's memory where the storage keeps
 * nothing (Linux without a keyring).
 */
export class SessionStore {
  private readonly records: SessionRecords;
  private readonly epochs = new Map<string, number>();
  // By name of the record; undefined for an account that ended while the storage did not let it go.
  private readonly unkept = new Map<string, ClerkSession | undefined>();
  private readonly takenOver = new Map<string, Promise<void>>();
  private tail: Promise<unknown> = Promise.resolve();
  private reported = false;
  private lastAnswered = false;

  /** @param lock held while records are changed, for some milliseconds */
  constructor(
    private readonly secrets: SecretStore,
    private readonly lock: CrossWindowLock,
    private readonly options: SessionStoreOptions = {},
  ) {
    this.records = new SessionRecords(secrets);
  }

  /** The name of an account's record in SecretStorage, and of the lock under which its token is refreshed. */
  static keyOf(ref: AccountRef): string {
    return recordName(ref);
  }

  /** True for the name of any record or index of this store. */
  static owns(key: string): boolean {
    return key.startsWith(recordPrefix) || key.startsWith(indexPrefix);
  }

  /** Whether the storage answered when the sessions were last read: only then is a session that is not there lost. */
  get answered(): boolean {
    return this.lastAnswered;
  }

  /** Counts an account's sign-ins and sign-outs here: a refresh notes it at its start, for {@link update}. */
  epochOf(ref: AccountRef): number {
    return this.epochs.get(recordName(ref)) ?? 0;
  }

  /**
   * Every account of an instance, in order of sign-in. Where the storage does not answer, those that rest in
   * this window's memory.
   *
   * @throws UserFacingError `storageFailed` when the storage does not answer and nobody signed in here either
   */
  async all(instance: ClerkInstance): Promise<readonly ClerkSession[]> {
    const { issuer, clientId } = instance;
    const unkept = (): readonly ClerkSession[] =>
      [...this.unkept.values()]
        .filter((session) => session !== undefined)
        .filter((session) => session.issuer === issuer && session.clientId === clientId);
    try {
      await this.takeOver(instance);
      const ids = await this.records.accounts(instance);
      const refs = ids.map((accountId) => ({ issuer, clientId, accountId }));
      const kept = refs.filter((ref) => !this.unkept.has(recordName(ref)));
      const stored = await Promise.all(kept.map((ref) => this.records.read(ref)));
      this.lastAnswered = true;
      return [...stored, ...unkept()].filter((session) => session !== undefined);
    } catch (error) {
      this.lastAnswered = false;
      if (unkept().length > 0) {
        return unkept();
      }
      throw storageFailed(error);
    }
  }

  /**
   * Reads an account's record afresh: another window may have changed it. A damaged record counts as none.
   *
   * @throws UserFacingError `storageFailed` when the storage does not answer
   */
  read(ref: AccountRef): Promise<ClerkSession | undefined> {
    return this.orInMemory(ref, () => this.records.read(ref));
  }

  /**
   * The same for callers that hold the account's lock: waits until this window sees the last write of any window.
   *
   * @throws UserFacingError `storageFailed` when the storage does not answer
   */
  latest(ref: AccountRef): Promise<ClerkSession | undefined> {
    return this.orInMemory(ref, () => this.records.latest(ref));
  }

  /** Adds an account as the latest, or replaces its tokens by those of a new sign-in. */
  replace(session: ClerkSession): Promise<void> {
    const ref = refOf(session);
    this.nextEpoch(ref);
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
   * Stores a refreshed session, unless this account signed out or in since `epoch` was noted, here
   * or in another window: then the record no longer holds the refresh token that was used.
   *
   * @returns whether it was stored
   */
  update(session: ClerkSession, usedRefreshToken: string, epoch: number): Promise<boolean> {
    const ref = refOf(session);
    return this.exclusively(ref, async () => {
      if (epoch !== this.epochOf(ref)) {
        return false;
      }
      try {
        if ((await this.latest(ref))?.refreshToken !== usedRefreshToken) {
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

  /**
   * Forgets a session that turned out to be over, unless another one took its place meanwhile.
   *
   * @throws UserFacingError `storageFailed` when the storage does not answer
   */
  deleteUnchanged(session: ClerkSession, epoch: number): Promise<void> {
    const ref = refOf(session);
    return this.exclusively(ref, async () => {
      const stored = await this.latest(ref);
      if (epoch === this.epochOf(ref) && stored?.accessToken === session.accessToken) {
        this.nextEpoch(ref);
        await this.forget(ref).catch(() => this.unkept.set(recordName(ref), undefined));
      }
    });
  }

  /**
   * Forgets an account; a refresh under way can no longer bring it back.
   *
   * @throws Error when the storage does not let it go: it would be there again in the next window, so it still is here
   */
  delete(ref: AccountRef): Promise<void> {
    return this.exclusively(ref, async () => {
      await this.forget(ref);
      this.nextEpoch(ref);
    });
  }

  private nextEpoch(ref: AccountRef): void {
    this.epochs.set(recordName(ref), this.epochOf(ref) + 1);
  }

  private async forget(ref: AccountRef): Promise<void> {
    const name = recordName(ref);
    try {
      await this.records.remove(ref);
      this.unkept.delete(name);
    } catch (error) {
      const restsHere = this.unkept.get(name) !== undefined;
      if (!restsHere && (await this.isStored(ref))) {
        throw error;
      }
      this.unkept.set(name, undefined);
    }
  }

  /** Also when the storage does not say. */
  private async isStored(ref: AccountRef): Promise<boolean> {
    try {
      return (await this.records.read(ref)) !== undefined;
    } catch {
      return true;
    }
  }

  private keepInMemory(session: ClerkSession): void {
    const name = recordName(refOf(session));
    // Taken out first, so that it becomes the last.
    this.unkept.delete(name);
    this.unkept.set(name, session);
    if (!this.reported) {
      this.reported = true;
      this.options.notKept?.();
    }
  }

  private async orInMemory(
    ref: AccountRef,
    read: () => Promise<ClerkSession | undefined>,
  ): Promise<ClerkSession | undefined> {
    const name = recordName(ref);
    if (this.unkept.has(name)) {
      return this.unkept.get(name);
    }
    try {
      return await read();
    } catch (error) {
      throw storageFailed(error);
    }
  }

  private takeOver(instance: ClerkInstance): Promise<void> {
    const name = indexName(instance);
    const done = this.takenOver.get(name);
    if (done !== undefined) {
      return done;
    }
    const attempt = this.attemptTakeOver(instance);
    // What could not be moved now is tried again next time.
    attempt.catch(() => this.takenOver.delete(name));
    this.takenOver.set(name, attempt);
    return attempt;
  }

  private async attemptTakeOver(instance: ClerkInstance): Promise<void> {
    for (const secrets of (await this.options.earlier?.()) ?? []) {
      await this.moveAll(new SessionRecords(secrets), instance);
      await this.moveSingle(new SessionRecords(secrets), instance);
    }
    await this.moveSingle(new SessionRecords(this.secrets), instance);
  }

  private async moveAll(earlier: SessionRecords, instance: ClerkInstance): Promise<void> {
    const { issuer, clientId } = instance;
    // From the last to the first, because each becomes the first.
    for (const accountId of [...(await earlier.accounts(instance))].reverse()) {
      const ref = { issuer, clientId, accountId };
      const move = async (): Promise<void> => {
        const session = await earlier.read(ref);
        if (session !== undefined) {
          await this.records.addEarlier(session);
        }
        await earlier.remove(ref);
      };
      // A window that still runs the earlier version may be refreshing the token.
      await this.lock.run(recordName(ref), () => this.exclusively(instance, move));
    }
  }

  private async moveSingle(earlier: SessionRecords, instance: ClerkInstance): Promise<void> {
    if (await earlier.hasSingle(instance)) {
      await this.exclusively(instance, async () => {
        const session = await earlier.readSingle(instance);
        if (session !== undefined) {
          await this.records.addEarlier(session);
        }
        await earlier.removeSingle(instance);
      });
    }
  }

  // In turn, because otherwise a deletion could overtake a write of this window that began before it.
  private exclusively<T>(instance: ClerkInstance, task: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(() => this.lock.run(indexName(instance), task));
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}

function ownSession(text: string | undefined, ref: AccountRef): ClerkSession | undefined {
  const session = text === undefined ? undefined : parseSession(text);
  return session !== undefined && recordName(refOf(session)) === recordName(ref) ? session : undefined;
}

function parseIndex(text: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((id: unknown) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
