import type { AgentService } from "../agents/agentService";
import type { Account } from "../shared/account";
import type { AgentSummary, Connection } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import { noticeOf, UserFacingError } from "../shared/userFacingError";

export interface ConnectionParts {
  readonly agents: Pick<AgentService, "listAgents" | "serverLabel">;
  readonly account: () => Promise<Account | undefined>;
  /** What stands in the way of signing in: nothing is configured, or the folder is not trusted. */
  readonly obstacle: () => "noServer" | "restricted" | undefined;
  readonly onChange: () => void;
  /** The session turned out to be over; says why. */
  readonly onSessionEnded: (notice: Notice) => void;
  readonly logError: (what: string, error: unknown) => void;
  /** Looks for the reason behind an error before a person reads it. */
  readonly explain?: (error: unknown) => Promise<unknown>;
}

const ENDED: ReadonlySet<string> = new Set(["sessionEnded", "tokenExpired"]);

/**
 * Whether there is a server to talk to: configured, signed in, with agents. It asks only when told
 * to, and never opens a browser.
 */
export class ServerConnection {
  status: Connection = "loading";
  notice: Notice | undefined;
  account: Account | undefined;
  agents: readonly AgentSummary[] = [];
  serverLabel = "";
  private generation = 0;
  private running: Promise<void> | undefined;

  constructor(private readonly parts: ConnectionParts) {}

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

  /** Reads who is signed in; makes no request. */
  async readAccount(): Promise<void> {
    const generation = this.generation;
    const account = await this.parts.account();
    if (generation === this.generation) {
      this.account = account;
      this.status = account ? this.status : (this.parts.obstacle() ?? "signedOut");
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
    const account = await this.parts.account();
    this.serverLabel = this.readServerLabel();
    if (!isCurrent()) {
      return;
    }
    this.account = account;
    if (!account) {
      this.agents = [];
      this.set(this.parts.obstacle() ?? "signedOut");
      return;
    }
    if (this.status !== "ready") {
      this.set("loading");
    }
    try {
      const agents = await this.parts.agents.listAgents();
      if (isCurrent()) {
        this.agents = agents;
        this.set(agents.length === 0 ? "noAgents" : "ready");
      }
    } catch (error) {
      if (error instanceof UserFacingError && ENDED.has(error.kind)) {
        // The account is gone before this is heard, so the look is not the current one any more.
        this.parts.onSessionEnded(error.notice);
      }
      const explained = isCurrent() ? await this.explained(error) : error;
      if (isCurrent()) {
        this.fail(explained);
      }
    }
  }

  /** Empty while no valid address is set; listing the agents is what says so. */
  private readServerLabel(): string {
    try {
      return this.parts.agents.serverLabel();
    } catch {
      return "";
    }
  }

  private async explained(error: unknown): Promise<unknown> {
    try {
      return (await this.parts.explain?.(error)) ?? error;
    } catch {
      return error;
    }
  }

  private fail(error: unknown): void {
    this.parts.logError("looking at the server", error);
    const signedOut = error instanceof UserFacingError && (error.kind === "notSignedIn" || ENDED.has(error.kind));
    this.set(signedOut ? "signedOut" : "failed", noticeOf(error));
  }

  private set(status: Connection, notice?: Notice): void {
    this.status = status;
    this.notice = notice;
    this.parts.onChange();
  }
}
