import type { AuthLog } from "../clerk/http";
import { type ClerkSession, accountIdOf, refOf } from "../session/clerkSession";
import type { CurrentAccount } from "../session/currentAccount";
import type { KeptMarks } from "../session/keptMarks";
import type { SessionStore } from "../session/sessionStore";
import type { Revoke } from "../session/tokenRequests";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignIn } from "./signIn";

/** Signs out: forgets the session, then tells Clerk. */
export class SignOut {
  constructor(
    private readonly signIn: Pick<SignIn, "cancel">,
    private readonly store: SessionStore,
    private readonly account: CurrentAccount,
    private readonly revocation: Revoke,
    private readonly watcher: SessionWatcher,
    private readonly kept: KeptMarks,
    private readonly log: AuthLog,
    private readonly signedOut: (session: ClerkSession) => void,
  ) {}

  /**
   * The session is gone at once, whatever the network does; revoking its refresh token is waited for
   * three seconds at most.
   *
   * @param accountId of an account of the current instance
   */
  async run(accountId: string): Promise<void> {
    this.signIn.cancel();
    await this.watcher.look();
    const session = (await this.account.all()).find(({ identity }) => accountIdOf(identity) === accountId);
    if (session === undefined) {
      return;
    }
    await this.kept.remove(session);
    await this.store.delete(refOf(session));
    // Before the listeners of the account hear of it: they must not write what is being deleted.
    this.signedOut(session);
    await this.watcher.check();
    this.log.info("Signed out.");
    await this.revocation.run(session);
  }
}
