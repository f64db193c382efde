import * as vscode from "vscode";
import type { ClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, diffSessions, sameAccount } from "../session/clerkSession";
import type { CurrentAccount } from "../session/currentAccount";
import { toAuthenticationSession } from "./signedInAccount";

type SessionsEvent = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

/** The accounts of an instance, and the one that counts. */
interface SessionsState {
  readonly instance: string;
  readonly all: readonly ClerkSession[];
  readonly current: ClerkSession | undefined;
}

/** Notices changes of the sessions, by this window or another one, and tells each listener only real changes. */
export class SessionWatcher implements vscode.Disposable {
  private known: SessionsState | undefined;
  private looked = false;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly accountEmitter = new vscode.EventEmitter<void>();
  private readonly sessionsEmitter = new vscode.EventEmitter<SessionsEvent>();
  private readonly removedEmitter = new vscode.EventEmitter<readonly ClerkSession[]>();

  /** Another account, or none; not fired when tokens are only renewed. */
  readonly onDidChangeAccount = this.accountEmitter.event;
  readonly onDidChangeSessions = this.sessionsEmitter.event;
  /** Signed out or ended, here or in another window. */
  readonly onDidRemove = this.removedEmitter.event;

  /** @param firstLook called once, with what was found when somebody asked for the first time */
  constructor(
    private readonly account: CurrentAccount,
    private readonly firstLook: (sessions: readonly ClerkSession[]) => void,
  ) {}

  /** True once anybody has asked; before that nobody can be surprised by a change. */
  get inUse(): boolean {
    return this.known !== undefined;
  }

  /**
   * Reads the sessions; the first reading is the state that later changes are measured against. One
   * reading after the other: a slow one that began before a sign-in must not have the last word.
   *
   * @throws UserFacingError `storageFailed` when the storage does not answer; nobody has left then
   */
  look(): Promise<ClerkSession | undefined> {
    const look = this.tail.then(() => this.lookNow());
    this.tail = look.catch(() => undefined);
    return look;
  }

  private async lookNow(): Promise<ClerkSession | undefined> {
    const { instance } = this.account;
    const all = await this.account.all(instance);
    const current = this.account.among(instance, all);
    const before = this.known;
    this.known = { instance: nameOf(instance), all, current };
    if (!this.looked) {
      this.looked = true;
      this.firstLook(all);
    }
    if (before !== undefined) {
      this.fire(before, this.known);
    }
    return current;
  }

  /**
   * Looks again, and counts as the first look when nobody had looked before: all there is is new then. Never
   * throws: of a storage that does not answer hears whoever asks for the account next.
   */
  async check(): Promise<void> {
    this.known ??= { instance: nameOf(this.account.instance), all: [], current: undefined };
    try {
      await this.look();
    } catch {
      // What is known stays as it is.
    }
  }

  dispose(): void {
    this.accountEmitter.dispose();
    this.sessionsEmitter.dispose();
    this.removedEmitter.dispose();
  }

  private fire(before: SessionsState, after: SessionsState): void {
    const { added, removed, changed } = diffSessions(before.all, after.all);
    if (added.length + removed.length + changed.length > 0) {
      // VS Code keeps sessions by id. Of another instance the same user has the same id and is added anew.
      const ids = new Set(added.map((session) => toAuthenticationSession(session).id));
      const gone = removed.map(toAuthenticationSession).filter(({ id }) => !ids.has(id));
      this.sessionsEmitter.fire({
        added: added.map(toAuthenticationSession),
        removed: gone,
        changed: changed.map(toAuthenticationSession),
      });
    }
    // The accounts of an instance that the settings have left are still signed in there.
    if (removed.length > 0 && before.instance === after.instance) {
      this.removedEmitter.fire(removed);
    }
    if (!sameAccount(before.current, after.current)) {
      this.accountEmitter.fire();
    }
  }
}

function nameOf(instance: ClerkInstance): string {
  return JSON.stringify(instance);
}
