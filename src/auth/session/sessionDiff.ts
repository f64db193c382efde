import { type ClerkSession, refOf } from "./clerkSession";
import { recordName } from "./sessionRecords";

/** What became of the sessions between two looks at the store. */
export interface SessionsDiff {
  readonly added: readonly ClerkSession[];
  readonly removed: readonly ClerkSession[];
  /** The same account with other tokens, or with another kind of token or label; as it is now. */
  readonly changed: readonly ClerkSession[];
}

/** Compares two lists of sessions, account by account. */
export function diffSessions(before: readonly ClerkSession[], after: readonly ClerkSession[]): SessionsDiff {
  const old = byAccount(before);
  const current = byAccount(after);
  return {
    added: after.filter((session) => !old.has(keyOf(session))),
    removed: before.filter((session) => !current.has(keyOf(session))),
    changed: after.filter((session) => {
      const was = old.get(keyOf(session));
      return was !== undefined && (was.accessToken !== session.accessToken || !sameAccount(was, session));
    }),
  };
}

/** Whether people see the same account in both, whatever became of its tokens. */
export function sameAccount(a: ClerkSession | undefined, b: ClerkSession | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  return keyOf(a) === keyOf(b) && a.kind === b.kind && a.identity.label === b.identity.label;
}

function byAccount(sessions: readonly ClerkSession[]): ReadonlyMap<string, ClerkSession> {
  return new Map(sessions.map((session) => [keyOf(session), session]));
}

function keyOf(session: ClerkSession): string {
  return recordName(refOf(session));
}
