import type { ServerAddress } from "../agents/serverUrl";
import { type Account, isGuest } from "../shared/account";
import type { ContextItem } from "../shared/context";
import { accountKey, ownerOf, sameOwner } from "../shared/owner";
import { AttachmentActions } from "./attachments/attachmentActions";
import { AttachmentList } from "./attachments/attachmentList";
import { NOBODY } from "./draftStore";
import type { SessionView } from "./ownerPlace";
import { idOf, OwnerSession, type SessionDependencies } from "./ownerSession";

export interface OwnerSessionsDependencies extends SessionDependencies {
  /** Another owner's session is the current one, or nobody's; or what it showed last is shown again. */
  readonly onSwitched: () => void;
  /** Deletes of an owner who signed out were undone. */
  readonly onDeletesUndone: (count: number) => void;
}

/** Whose turn it is: at most one owner's session is open at a time. */
export class OwnerSessions {
  private session: OwnerSession | undefined;
  private readonly closing = new Map<Promise<unknown>, OwnerSession>();
  /** By account: sign-outs whose files are still being deleted. */
  private readonly leaving = new Map<string, Promise<void>>();
  /** By owner, for as long as they are signed in: what was attached is there again when they come back. */
  private readonly attachments = new Map<string, { readonly account: string; readonly list: AttachmentList }>();
  /** What was attached while nobody was signed in: like the words in the box it goes to whoever signs in next. */
  private readonly unclaimed: AttachmentList;
  private readonly unclaimedActions: AttachmentActions;

  constructor(private readonly deps: OwnerSessionsDependencies) {
    const { provider, showPreview, logError } = deps;
    const tell = (what: (view: SessionView) => void): void => {
      if (!this.session) {
        what(deps.view);
      }
    };
    this.unclaimed = new AttachmentList(() => tell((view) => view.sendState()));
    this.unclaimedActions = new AttachmentActions({
      list: this.unclaimed,
      provider,
      turns: () => [],
      showPreview,
      post: (message) => tell((view) => view.post(message)),
      showNotice: (notice) => tell((view) => view.showNotice(notice)),
      logError,
    });
  }

  get current(): OwnerSession | undefined {
    return this.session;
  }

  /** The current session, if it is the one of this id. */
  find(id: string): OwnerSession | undefined {
    return this.session?.id === id ? this.session : undefined;
  }

  /** What goes along with the next message of whoever is there, or will be. */
  get attached(): readonly ContextItem[] {
    return (this.session?.attachments ?? this.unclaimed).items;
  }

  /**
   * What a person does with attachments.
   *
   * @param id the owner whom the panel showed then; undefined for whoever is there
   * @returns undefined when another owner has taken over since
   */
  attachmentActions(id?: string): AttachmentActions | undefined {
    const { session } = this;
    const isTheirs = id === undefined || id === (session?.id ?? NOBODY);
    return isTheirs ? (session?.attachmentActions ?? this.unclaimedActions) : undefined;
  }

  /** Makes the session of an account at a server the current one, and closes another one's. */
  use(account: Account, server: ServerAddress): OwnerSession {
    const owner = ownerOf(account, server.key);
    if (this.session && sameOwner(this.session.owner, owner)) {
      return this.session;
    }
    const before = this.session;
    this.close();
    if (before && isForNext(before, account, server)) {
      this.release(before);
    }
    const id = idOf(owner);
    const session = new OwnerSession(account, server, this.attachmentsOf(id, account), this.deps, {
      sessions: this.closingOf(id),
      left: this.leaving.get(accountKey(account)),
    });
    this.session = session;
    session.attachments.restore(this.unclaimed.clear());
    this.deps.onSwitched();
    void session.restored.then(() => {
      if (this.session === session) {
        this.deps.onSwitched();
      }
    });
    return session;
  }

  /** Nobody is signed in at the current server. @param server that the settings name */
  leave(server?: ServerAddress): void {
    const before = this.session;
    if (before) {
      this.close();
      if (isGuest(before.account) && before.server.key === server?.key) {
        this.release(before);
      }
      this.deps.onSwitched();
    }
  }

  /**
   * An account has signed out, or its sign-in has ended: nothing of its conversations stays in memory.
   *
   * @param keepFiles leaves what rests on this computer: whoever signed the account out deletes it, and after a
   *   sign-in that merely ended it is there again
   */
  signedOut(account: Account, keepFiles = false): Promise<void> {
    const key = accountKey(account);
    const leaving = this.leaveFor(key, keepFiles);
    // The same sign-out may be told by two events; a session that comes after them waits for both.
    const left = Promise.allSettled([this.leaving.get(key), leaving]).then(() => {
      if (this.leaving.get(key) === left) {
        this.leaving.delete(key);
      }
    });
    this.leaving.set(key, left);
    return leaving;
  }

  /** An account is about to sign out: its server is told of every delete that could still be undone. */
  async flushDeletes(account: Account): Promise<void> {
    if (this.session && accountKey(this.session.account) === accountKey(account)) {
      await this.session.flushDeletes();
    }
  }

  /** Resolves when sessions that were closed have written what they had to, and told their servers. */
  async settled(): Promise<void> {
    await Promise.all([...this.closing.keys(), ...this.leaving.values()]);
  }

  /** The window closes. */
  async flush(): Promise<void> {
    await Promise.all([this.session?.flush(), this.settled()]);
  }

  /** What an owner has written and attached is for whoever is there next. */
  private release({ id, attachments }: OwnerSession): void {
    this.deps.drafts.release(id);
    this.unclaimed.restore(attachments.clear());
  }

  private close(): void {
    const { session } = this;
    this.session = undefined;
    if (session) {
      void this.track(
        session,
        session.close().catch((error: unknown) => this.deps.logError("closing conversations", error)),
      );
    }
  }

  /** What is open of an account at this moment ends; one that signs in again meanwhile keeps what is its own. */
  private async leaveFor(account: string, keepFiles: boolean): Promise<void> {
    const isTheirs = (session: OwnerSession): boolean => accountKey(session.account) === account;
    const session = this.session && isTheirs(this.session) ? this.session : undefined;
    const closing = [...this.closing.values()].filter(isTheirs);
    for (const [id, { account: whose }] of this.attachments) {
      if (whose === account) {
        this.attachments.delete(id);
      }
    }
    if (session) {
      this.session = undefined;
      const discarded = session.discard();
      this.deps.onSwitched();
      const undone = await this.track(session, discarded);
      if (undone > 0) {
        this.deps.onDeletesUndone(undone);
      }
    }
    // Of a session that another one has followed, too, nothing is written any more.
    await Promise.all(closing.map(({ conversations }) => conversations.drop()));
    if (!keepFiles) {
      this.deps.editorAccess?.forgetFiles();
    }
    await this.clearFiles(account, keepFiles);
  }

  private async clearFiles(account: string, keepFiles: boolean): Promise<void> {
    const { store } = this.deps;
    try {
      await (keepFiles ? store.clearMadeAnew(account) : store.clear(account));
    } catch (error) {
      this.deps.logError("deleting the conversations", error);
    }
  }

  private attachmentsOf(id: string, account: Account): AttachmentList {
    const known = this.attachments.get(id);
    if (known) {
      return known.list;
    }
    const list = new AttachmentList(() => {
      if (this.session?.id === id) {
        this.deps.view.sendState();
      }
    });
    this.attachments.set(id, { account: accountKey(account), list });
    return list;
  }

  private closingOf(id: string): readonly OwnerSession[] {
    return [...this.closing.values()].filter((session) => session.id === id);
  }

  private track<T>(session: OwnerSession, task: Promise<T>): Promise<T> {
    this.closing.set(task, session);
    return task.finally(() => this.closing.delete(task));
  }
}

/**
 * Whether what somebody wrote is meant for who comes after them: at an address where nothing has answered it was for
 * the right address, and on a server that asks for a sign-in since, or no longer, it is the same person who wrote it.
 */
function isForNext(before: OwnerSession, account: Account, server: ServerAddress): boolean {
  const isSameServer = before.server.key === server.key;
  if (isGuest(before.account)) {
    return isSameServer || (isGuest(account) && !before.hasConnected);
  }
  const isSamePerson = accountKey(before.account) === accountKey(account) || (isGuest(account) && isSameServer);
  return isSamePerson && !before.hasConnected;
}
