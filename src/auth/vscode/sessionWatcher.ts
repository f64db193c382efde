import * as vscode from "vscode";
import type { ClerkInstance } from "../clerk/clerkInstance";
import type { ClerkSession } from "../session/clerkSession";
import { diffSessions } from "../session/sessionDiff";
import type { SessionStore } from "../session/sessionStore";
import { toAuthenticationSession } from "./authenticationSession";

type SessionsEvent = vscode.AuthenticationProviderAuthenticationSessionsChangeEvent;

/** Notices what became of the session, whoever changed it, and tells each listener only real changes. */
export class SessionWatcher implements vscode.Disposable {
  private known: ClerkSession | undefined;
  private looked = false;
  private readonly accountEmitter = new vscode.EventEmitter<void>();
  private readonly sessionsEmitter = new vscode.EventEmitter<SessionsEvent>();

  /** Another account, or none; not fired when tokens are only renewed. */
  readonly onDidChangeAccount = this.accountEmitter.event;
  readonly onDidChangeSessions = this.sessionsEmitter.event;

  constructor(
    private readonly store: SessionStore,
    private readonly currentInstance: () => ClerkInstance,
  ) {}

  /** True once anybody has asked; before that nobody can be surprised by a change. */
  get inUse(): boolean {
    return this.looked;
  }

  /** Reads the session; the first reading is the state that later changes are measured against. */
  async look(): Promise<ClerkSession | undefined> {
    const session = await this.store.read(this.currentInstance());
    const before = this.looked ? this.known : session;
    this.looked = true;
    this.known = session;
    this.fire(before, session);
    return session;
  }

  /** Looks again, and fires as well when nobody had looked before. */
  async check(): Promise<void> {
    this.looked = true;
    await this.look();
  }

  dispose(): void {
    this.accountEmitter.dispose();
    this.sessionsEmitter.dispose();
  }

  private fire(before: ClerkSession | undefined, after: ClerkSession | undefined): void {
    const change = diffSessions(before, after);
    if (change === "none") {
      return;
    }
    const old = before === undefined ? [] : [toAuthenticationSession(before)];
    const current = after === undefined ? [] : [toAuthenticationSession(after)];
    // VS Code keeps sessions by id: the same user is a changed session, even with another kind of token.
    const sameId = old[0] !== undefined && old[0].id === current[0]?.id;
    this.sessionsEmitter.fire(
      sameId ? { added: [], removed: [], changed: current } : { added: current, removed: old, changed: [] },
    );
    if (change !== "changed") {
      this.accountEmitter.fire();
    }
  }
}
