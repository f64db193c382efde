import type { ClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, accountIdOf } from "./clerkSession";
import type { SessionStore } from "./sessionStore";

/** The server that requests go to now, and the instance whose tokens it takes. */
export interface CurrentServer {
  /** Undefined when no server is set. */
  readonly origin: string | undefined;
  readonly instance: ClerkInstance;
}

/** Where the choice between several accounts is remembered. */
export interface AccountChoice {
  get(instance: ClerkInstance): string | undefined;
  set(instance: ClerkInstance, accountId: string | undefined): void;
}

/** Which of the signed-in accounts this window uses. */
export class CurrentAccount {
  /** @param server what the settings name at the moment */
  constructor(
    private readonly store: SessionStore,
    private readonly server: () => CurrentServer,
    private readonly choice: AccountChoice,
  ) {}

  /** Whose accounts these are: what the settings name at the moment. */
  get instance(): ClerkInstance {
    return this.server().instance;
  }

  /** The account that was chosen, if it is still signed in; else the one that signed in last. */
  async read(): Promise<ClerkSession | undefined> {
    return this.among(await this.all());
  }

  /** The same, of sessions that have been read already. */
  among(sessions: readonly ClerkSession[]): ClerkSession | undefined {
    const chosen = this.choice.get(this.instance);
    return sessions.find(({ identity }) => accountIdOf(identity) === chosen) ?? sessions.at(-1);
  }

  /** Every account of the current instance, in order of sign-in. */
  all(): Promise<readonly ClerkSession[]> {
    return this.store.all(this.instance);
  }

  /** @param accountId see `accountIdOf` */
  choose(accountId: string): void {
    this.choice.set(this.instance, accountId);
  }
}
