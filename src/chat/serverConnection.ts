import * as l10n from "@vscode/l10n";
import type { ServerAddress } from "../agents/serverUrl";
import { type Account, isGuest } from "../shared/account";
import { accountKey } from "../shared/owner";
import type { AgentSummary, Connection } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import { noticeOf, UserFacingError } from "../shared/userFacingError";
import type { OpenServers } from "./openServers";

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
    /** @param server that the settings name; undefined when it is no address */
    leave(server: ServerAddress | undefined): void;
  };
  /** Servers that ask for no sign-in. */
  readonly open: Pick<OpenServers, "wasOpen" | "isOpen" | "guest" | "expected">;
  readonly onChange: () => void;
  /** The session turned out to be over; says why. */
  readonly onSessionEnded: (notice: Notice) => void;
  readonly logError: (what: string, error: unknown) => void;
  /** Looks for the reason behind an error before a person reads it. */
  readonly explain?: (error: unknown, account: Account, server: ServerAddress) => Promise<unknown>;
}

/** Looks at a server until one counts. */
const LOOKS = 5;

const ENDED: ReadonlySet<string> = new Set(["sessionEnded", "tokenExpired"]);

/**
 * Whether there is a server to talk to: configured, signed in, with agents. It asks only when told to, and never
 * opens a browser. What it finds out about who is there decides whose session is the current one.
 */
export class ServerConnection {
  status: Connection = "loading";
  notice: Notice | undefined;
  /** Who is signed in; also while the server is open and nobody's tokens go there. */
  account: Account | undefined;
  /** The server asks for no sign-in, as far as it is known. */
  isOpen = false;
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
    const { generation } = this;
    try {
      const server = this.readServer();
      const account = await this.deps.account();
      const visitor = await this.deps.open.expected(server, account);
      if (generation === this.generation) {
        this.account = account;
        this.status = visitor ? this.status : this.signedOutStatus();
        this.enter(visitor, server);
      }
    } catch (error) {
      // The look that comes with the panel says so.
      this.deps.logError("reading who is signed in", error);
    }
  }

  /**
   * A server has refused a guest: it is asked again whether it is still open. A look that is under way says so itself;
   * to begin another one then would go on without end with a server that says both.
   */
  signInRequired(server: ServerAddress): void {
    if (this.isOpen && this.status === "ready" && this.readServer()?.key === server.key) {
      void this.refresh();
    }
  }

  /** Returns when the server has been looked at. */
  async looked(): Promise<void> {
    // A look that is overtaken by a change of the account tells nothing; the next one does.
    for (let looks = 0; looks < LOOKS && (looks === 0 || this.status === "loading"); looks += 1) {
      await this.ensure();
    }
  }

  /** An agent by its id. The server may have got it since it was asked, and is asked again for one that is not known. */
  async lookForAgent(agentId: string): Promise<AgentSummary | undefined> {
    if (!this.findAgent(agentId)) {
      await this.refresh();
    }
    return this.findAgent(agentId);
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
    const server = this.readServer();
    this.serverLabel = server?.label ?? "";
    let account: Account | undefined;
    let visitor: Account | undefined;
    try {
      account = await this.deps.account();
      const wasOpen = server !== undefined && this.deps.open.wasOpen(server);
      visitor = await this.deps.open.expected(server, account);
      if (!isCurrent()) {
        return;
      }
      this.account = account;
      this.enter(visitor, server);
      this.expect(visitor);
      const isOpen = await this.askWhetherOpen(server, visitor);
      visitor = isOpen ? await this.deps.open.guest() : account;
      if (!isCurrent()) {
        return;
      }
      const session = this.enter(visitor, server);
      if (!visitor) {
        this.agents = [];
        this.set(this.signedOutStatus(), wasOpen ? closedSince(this.serverLabel) : undefined);
        return;
      }
      if (this.status !== "ready") {
        this.set("loading");
      }
      // Throws what is wrong with the address.
      this.deps.server();
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
      const explained =
        isCurrent() && visitor && !isGuest(visitor) && server ? await this.explained(error, visitor, server) : error;
      if (isCurrent()) {
        this.fail(explained);
      }
    }
  }

  /** What is shown until the server has said whether it is open. */
  private expect(visitor: Account | undefined): void {
    if (visitor && this.status !== "ready") {
      this.set("loading");
    } else if (!visitor && (this.status === "loading" || this.status === "ready")) {
      this.agents = [];
      this.set(this.signedOutStatus());
    }
  }

  /**
   * Asks the server, without a token.
   *
   * @throws UserFacingError when it says neither yes nor no; where nobody is there the way in is to sign in, then
   */
  private async askWhetherOpen(server: ServerAddress | undefined, visitor: Account | undefined): Promise<boolean> {
    if (!server || this.deps.obstacle() === "restricted") {
      return false;
    }
    try {
      return await this.deps.open.isOpen(server);
    } catch (error) {
      if (visitor) {
        throw error;
      }
      this.deps.logError("asking the server whether it is open", error);
      return false;
    }
  }

  /** Whose session it is from now on; nobody's where no valid address is set, which listing the agents says. */
  private enter(visitor: Account | undefined, server: ServerAddress | undefined): ConnectionSession | undefined {
    const before = this.session;
    this.isOpen = visitor !== undefined && server !== undefined && isGuest(visitor);
    if (visitor && server) {
      this.session = this.deps.sessions.use(visitor, server);
    } else {
      this.session = undefined;
      this.deps.sessions.leave(server);
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

/** Why a sign-in is asked for where none was needed before. */
function closedSince(server: string): Notice {
  const message = l10n.t("{0} now requires sign-in. Sign in to continue. What you typed is still here.", server);
  return { message, actions: [], severity: "warning" };
}
