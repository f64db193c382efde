import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { AuthLog } from "../clerk/http";
import { type AccountRef, type ClerkSession, accountIdOf, refOf } from "../session/clerkSession";
import type { AccountChoice, CurrentAccount } from "../session/currentAccount";
import type { KeptMarks } from "../session/keptMarks";
import type { SessionStore } from "../session/sessionStore";
import type { Revoke } from "../session/tokenRequests";
import type { AuthSettings, SignInOptions } from "./auth";
import type { AccountPick } from "./authDialogs";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignIn } from "./signIn";
import { type SignedInAccount, accountOf } from "./signedInAccount";

/** Clerk lets a person choose an organisation when this is among the scopes (docs/wire.md#clerk-access-tokens). */
const organizationScope = "user:org:read";

export interface AccountsDependencies {
  readonly settings: Pick<AuthSettings, "clerk">;
  readonly current: Pick<CurrentAccount, "instance">;
  readonly store: Pick<SessionStore, "all" | "read" | "delete">;
  readonly choice: Pick<AccountChoice, "set">;
  readonly kept: Pick<KeptMarks, "add" | "remove">;
  readonly watcher: Pick<SessionWatcher, "look" | "check">;
  readonly revocation: Revoke;
  readonly signIn: Pick<SignIn, "cancel">;
  readonly log: AuthLog;
  /** Asks a person; see `pickAccount`. */
  readonly pick: (
    accounts: readonly SignedInAccount[],
    currentId: string | undefined,
    withOrganizations: boolean,
  ) => Promise<AccountPick | undefined>;
  readonly manageAllowedServers: () => Promise<void>;
  /** Told before the listeners of the account hear of it: they must not write what is being deleted. */
  readonly signedOut: (session: ClerkSession) => void;
}

/** The accounts of a Clerk instance: which one counts in this workspace, and signing out of them. */
export class Accounts {
  constructor(private readonly deps: AccountsDependencies) {}

  /** Those of the instance that the settings name at the moment, in order of sign-in. */
  async all(): Promise<readonly SignedInAccount[]> {
    const { store, current } = this.deps;
    return (await store.all(current.instance)).map(accountOf);
  }

  /**
   * Lets a person choose which account counts at the instance that the settings name when the question is put.
   *
   * @returns the sign-in that is needed for the choice, or that the person wants to sign out; undefined for neither
   */
  async choose(): Promise<SignInOptions | "signOut" | undefined> {
    const { current, store, choice, watcher, settings, pick, manageAllowedServers } = this.deps;
    const { instance } = current;
    const scopes = settings.clerk().scopes.split(/[\s,]+/);
    const counting = await watcher.look();
    const accounts = (await store.all(instance)).map(accountOf);
    if (accounts.length === 0) {
      return {};
    }
    const picked = await pick(accounts, counting && accountIdOf(counting.identity), scopes.includes(organizationScope));
    switch (picked?.kind) {
      case undefined:
        return undefined;
      case "add":
        // Otherwise Clerk takes the account that is signed in in the browser.
        return { prompt: "login" };
      case "organization":
        return { prompt: "consent" };
      case "servers":
        await manageAllowedServers();
        return undefined;
      case "signOut":
        return "signOut";
      case "account":
        choice.set(instance, picked.id);
        await watcher.check();
        return undefined;
    }
  }

  /**
   * Signs out: the session is gone at once, whatever the network does; revoking its refresh token is waited
   * for three seconds at most.
   *
   * @throws UserFacingError `storageFailed` or `notSignedOut`; the account is still signed in then
   */
  async signOut(ref: AccountRef): Promise<void> {
    const { signIn, watcher, store, kept, signedOut, revocation, log } = this.deps;
    signIn.cancel();
    await watcher.look();
    const session = await store.read(ref);
    if (session === undefined) {
      return;
    }
    await kept.remove(session);
    try {
      await store.delete(refOf(session));
    } catch (error) {
      await kept.add(session);
      throw error instanceof UserFacingError ? error : notSignedOut(error);
    }
    signedOut(session);
    try {
      await watcher.check();
    } finally {
      log.info("Signed out.");
      await revocation.run(session);
    }
  }

  /** The same for VS Code's Accounts menu, which knows accounts of the current instance by their id. */
  async signOutById(accountId: string): Promise<void> {
    await this.signOut({ ...this.deps.current.instance, accountId });
  }
}

function notSignedOut(cause: unknown): UserFacingError {
  const message = l10n.t(
    "You are still signed in, because VS Code's secret storage didn't respond. Check that your system's keyring is unlocked, then try again.",
  );
  return new UserFacingError("notSignedOut", message, ["signOut", "showLog"], { cause });
}
