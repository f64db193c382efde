import type { ClerkInstance } from "../clerk/clerkInstance";
import { type AccountRef, type ClerkSession, parseSession, refOf } from "./clerkSession";
import type { SecretStore } from "./sessionStore";

const recordPrefix = "agentChat.session.";
const indexPrefix = "agentChat.accounts.";

/** The name of an account's record. */
export function recordName({ issuer, clientId, accountId }: AccountRef): string {
  return `${recordPrefix}${[issuer, clientId, accountId].map(encodeURIComponent).join(".")}`;
}

/** The name of the record that lists an instance's accounts. */
export function indexName({ issuer, clientId }: ClerkInstance): string {
  return `${indexPrefix}${[issuer, clientId].map(encodeURIComponent).join(".")}`;
}

/** The name of an instance's only record in version 0.1.0, which knew one account. */
function singleName({ issuer, clientId }: ClerkInstance): string {
  return `${recordPrefix}${[issuer, clientId].map(encodeURIComponent).join(".")}`;
}

/** True for the name of any record of a session or of an index. */
export function isSessionName(name: string): boolean {
  return name.startsWith(recordPrefix) || name.startsWith(indexPrefix);
}

/**
 * Sessions as JSON records: one for each account, and an index of the accounts for each instance. Whoever
 * changes an index holds a lock. Every method throws what the storage throws.
 */
export class SessionRecords {
  constructor(private readonly secrets: SecretStore) {}

  /** Ids of an instance's accounts, in order of sign-in. */
  async accounts(instance: ClerkInstance): Promise<readonly string[]> {
    return parseIndex(await this.secrets.get(indexName(instance)));
  }

  /** An account's session; a record that is damaged, or not this account's, counts as none. */
  async read(ref: AccountRef): Promise<ClerkSession | undefined> {
    const session = await this.readNamed(recordName(ref));
    return session !== undefined && recordName(refOf(session)) === recordName(ref) ? session : undefined;
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

  /** Makes an account of the record that version 0.1.0 left: the oldest one. */
  async takeOverSingle(instance: ClerkInstance): Promise<void> {
    const name = singleName(instance);
    const session = await this.readNamed(name);
    if (session?.issuer === instance.issuer && session.clientId === instance.clientId) {
      const ref = refOf(session);
      if ((await this.read(ref)) === undefined) {
        await this.write(session);
      }
      await this.changeIndex(ref, (ids) => (ids.includes(ref.accountId) ? ids : [ref.accountId, ...ids]));
    }
    await this.secrets.delete(name);
  }

  private async readNamed(name: string): Promise<ClerkSession | undefined> {
    const text = await this.secrets.get(name);
    return text === undefined ? undefined : parseSession(text);
  }

  private async changeIndex(
    instance: ClerkInstance,
    change: (ids: readonly string[]) => readonly string[],
  ): Promise<void> {
    const name = indexName(instance);
    const before = await this.accounts(instance);
    const after = change(before);
    if (after.length === 0) {
      await this.secrets.delete(name);
    } else if (JSON.stringify(after) !== JSON.stringify(before)) {
      await this.secrets.store(name, JSON.stringify(after));
    }
  }
}

function parseIndex(text: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((id: unknown) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
