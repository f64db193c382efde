import type { ServerAddress } from "../agents/serverUrl";
import type { Account } from "../shared/account";
import { accountKey } from "../shared/owner";
import type { AgentSummary, Connection } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import { noticeOf, UserFacingError } from "../shared/userFacingError";

/** Whose agents are listed. */
export interface ConnectionSession {
  listAgents(): Promise<AgentSummary[]>;
}

export interface ConnectionDependencies {
  /** Who is signed in at the server that the settings name. @throws UserFacingError when that cannot be read */
  readonly account: () => Promise<Account | undefined>;
  /** The server that the settings name. @throws UserFacingError when that is no address */
  readonly server: () => ServerAddress;
  /** What stands in the way of signing in: nothing is configured, or the folder is not trusted. */
  readonly obstacle: () => "noServer" | "restricted" | undefined;
  readonly sessions: {
    use(account: Account, server: ServerAddress): ConnectionSession;
    leave(): void;
  };
  readonly onChange: () => void;
  /** The session turned out to be over; says why. */
  readonly onSessionEnded: (notice: Notice) => void;
  readonly logError: (what: string, error: unknown) => void;
  /** Looks for the reason behind an error before a person reads it. */
  readonly explain?: (error: unknown, account: Account, server: ServerAddress) => Promise<unknown>;
}

const ENDED: ReadonlySet<string> = new Set(["sessionEnded", "tokenExpired"]);

/**
 * Whether there is a server to talk to: configured, signed in, with agents. It asks only when told to, and never
 * opens a browser. What it finds out about who is there decides whose session is the current one.
 */
export class ServerConnection {
  status: Connection = "loading";
  notice: Notice | undefined;
  account: Account | undefined;
  agents: readonly AgentSummary[] = [];
  serverLabel = "";
  private session: ConnectionSession | undefined;
  private generation = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly deps: ConnectionDependencies) {}

  /** Looks once; callers at the same moment share it. */
  ensure(): Promise<void> {
    // While the browser is open the sign-in has the say; it ends with a look of its own.
    return this.status === "ready" || this.status === "signingIn"
      ? Promise.resolve()
      : (this.running ?? this.refresh());
  }

  /** Looks again from the beginning. A look that is still under way loses its say. */
  refresh(): Promise<void> {
    const generation = ++this.generation;
    const look = this.look(() => generation === this.generation).finally(() => {
      if (this.running === look) {
        this.running = undefined;
      }
    });
    this.running = look;
    return look;
  }

  /** What was found no longer counts: the next `ensure` looks again. Asks nothing. */
  invalidate(): void {
    this.generation += 1;
    this.running = undefined;
    this.status = "loading";
    this.notice = undefined;
    this.account = undefined;
  }

  /** Reads who is signed in, and makes that owner's session the current one; makes no request and never throws. */
  async readAccount(): Promise<void> {
    const generation = this.generation;
    try {
      const account = await this.deps.account();
      if (generation === this.generation) {
        this.account = account;
        this.status = account ? this.status : this.signedOutStatus();
        this.enter(account);
      }
    } catch (error) {
      // The look that comes with the panel says so.
      this.deps.logError("reading who is signed in", error);
    }
  }

  findAgent(agentId: string): AgentSummary | undefined {
    return this.agents.find(({ id }) => id === agentId);
  }

  /** Shown from the click on "Sign in" until the browser has come back. */
  showSigningIn(): void {
    this.generation += 1;
    this.set("signingIn");
  }

  private async look(isCurrent: () => boolean): Promise<void> {
    this.serverLabel = this.readServer()?.label ?? "";
    let account: Account | undefined;
    let server: ServerAddress | undefined;
    try {
      account = await this.deps.account();
      if (!isCurrent()) {
        return;
      }
      this.account = account;
      const session = this.enter(account);
      if (!account) {
        this.agents = [];
        this.set(this.signedOutStatus());
        return;
      }
      if (this.status !== "ready") {
        this.set("loading");
      }
      server = this.deps.server();
      const agents = (await session?.listAgents()) ?? [];
      if (isCurrent()) {
        this.agents = agents;
        this.set(agents.length === 0 ? "noAgents" : "ready");
      }
    } catch (error) {
      if (error instanceof UserFacingError && ENDED.has(error.kind)) {
        // The account is gone before this is heard, so the look is not the current one any more; but whoever has
        // been signed in since is not told of it.
        if (!this.account || !account || accountKey(this.account) === accountKey(account)) {
          this.deps.onSessionEnded(error.notice);
        }
      }
      const explained = isCurrent() && account && server ? await this.explained(error, account, server) : error;
      if (isCurrent()) {
        this.fail(explained);
      }
    }
  }

  /** Whose session it is from now on; nobody's where no valid address is set, which listing the agents says. */
  private enter(account: Account | undefined): ConnectionSession | undefined {
    const server = account && this.readServer();
    const before = this.session;
    if (account && server) {
      this.session = this.deps.sessions.use(account, server);
    } else {
      this.session = undefined;
      this.deps.sessions.leave();
    }
    if (this.session !== before) {
      // What one owner may see of a server says nothing about the next one.
      this.agents = [];
    }
    return this.session;
  }

  private readServer(): ServerAddress | undefined {
    try {
      return this.deps.server();
    } catch {
      return undefined;
    }
  }

  private signedOutStatus(): Connection {
    return this.deps.obstacle() ?? "signedOut";
  }

  private async explained(error: unknown, account: Account, server: ServerAddress): Promise<unknown> {
    try {
      return (await this.deps.explain?.(error, account, server)) ?? error;
    } catch {
      return error;
    }
  }

  private fail(error: unknown): void {
    this.deps.logError("looking at the server", error);
    const signedOut = error instanceof UserFacingError && (error.kind === "notSignedIn" || ENDED.has(error.kind));
    this.set(signedOut ? "signedOut" : "failed", noticeOf(error));
  }

  private set(status: Connection, notice?: Notice): void {
    this.status = status;
    this.notice = notice;
    this.deps.onChange();
  }
}
