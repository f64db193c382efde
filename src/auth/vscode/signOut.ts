import type { ClerkInstance } from "../clerk/clerkInstance";
import type { AuthLog } from "../clerk/http";
import type { PendingSignIns } from "../signIn/pendingSignIns";
import type { Revocation } from "../session/revocation";
import type { SessionStore } from "../session/sessionStore";
import type { SessionWatcher } from "./sessionWatcher";

/** Signs out: forgets the session, then tells Clerk. */
export class SignOut {
  constructor(
    private readonly pending: PendingSignIns,
    private readonly store: SessionStore,
    private readonly revocation: Revocation,
    private readonly currentInstance: () => ClerkInstance,
    private readonly watcher: SessionWatcher,
    private readonly log: AuthLog,
    private readonly signedOut: () => void,
  ) {}

  /**
   * The session is gone at once, whatever the network does; revoking its refresh token is waited for
   * three seconds at most.
   */
  async run(): Promise<void> {
    this.pending.cancel();
    const session = await this.watcher.look();
    await this.store.delete(this.currentInstance());
    await this.watcher.check();
    this.signedOut();
    this.log.info("Signed out.");
    if (session !== undefined) {
      await this.revocation.run(session);
    }
  }
}
