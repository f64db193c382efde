import type { ServerAddress } from "../agents/serverUrl";
import { type Account, guestAccount } from "../shared/account";

export interface OpenServersDependencies {
  /** Keys of the servers that were open when they were last asked, see `ServerAddress.key`; kept between windows. */
  readonly memory: {
    get(): readonly string[];
    set(keys: readonly string[]): void;
  };
  /** Names this computer's threads on open servers; always the same. */
  readonly guestId: () => Promise<string>;
  /** Whether a server answers without a token. @throws UserFacingError when it says neither yes nor no */
  readonly ask: (server: ServerAddress) => Promise<boolean>;
}

/**
 * Servers that ask for no sign-in, as `mastra dev` makes them without `auth`. Whoever talks to one is a guest there,
 * also where an account is signed in: its tokens are for servers that ask for them.
 */
export class OpenServers {
  constructor(private readonly deps: OpenServersDependencies) {}

  /** Whether a server was open when it was last asked. Asks nothing. */
  wasOpen({ key }: ServerAddress): boolean {
    return this.deps.memory.get().includes(key);
  }

  /**
   * Asks a server, and remembers what it says.
   *
   * @throws UserFacingError when it says neither yes nor no; what is remembered stays
   */
  async isOpen(server: ServerAddress): Promise<boolean> {
    const open = await this.deps.ask(server);
    if (open !== this.wasOpen(server)) {
      const others = this.deps.memory.get().filter((key) => key !== server.key);
      this.deps.memory.set(open ? [...others, server.key] : others);
    }
    return open;
  }

  /** Who talks to an open server from this computer. */
  async guest(): Promise<Account> {
    return guestAccount(await this.deps.guestId());
  }

  /** Who talks to a server, as far as it is known without asking it. @param account who is signed in */
  async expected(server: ServerAddress | undefined, account: Account | undefined): Promise<Account | undefined> {
    return server && this.wasOpen(server) ? this.guest() : account;
  }
}
