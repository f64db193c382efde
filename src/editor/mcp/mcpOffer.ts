import * as l10n from "@vscode/l10n";
import type { AgentService } from "../../agents/agentService";
import type { McpServerSummary } from "../../agents/mcpServers";
import type { ServerAddress } from "../../agents/serverUrl";
import type { ConsentAnswer } from "../../auth/vscode/originConsent";
import type { Account } from "../../shared/account";
import { withHiddenShown } from "../../shared/hiddenCharacters";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";

/** Whose MCP servers they are: as much of an `OwnerSession` as the offer needs. */
export interface McpOwner {
  readonly id: string;
  readonly account: Account;
  readonly server: ServerAddress;
  readonly isClosed: boolean;
  readonly services: { readonly agents: Pick<AgentService, "listMcpServers"> };
}

/** An MCP server as VS Code lists it; without a token. */
export interface OfferedMcpServer {
  /** Names it for people, and for VS Code as well: no two have the same. */
  readonly label: string;
  readonly address: string;
  /** Another one when the server, or whose it is, is another: what VS Code has kept of its tools is stale then. */
  readonly version: string;
}

export interface BearerToken {
  readonly token: string;
  /** Milliseconds since the epoch; undefined when the token does not say. */
  readonly expiresAt: number | undefined;
}

export interface McpOfferDependencies {
  /** Whoever is signed in at the server of the settings; asks nothing of a server and nothing of a person. */
  readonly owner: () => Promise<McpOwner | undefined>;
  /** Whether the server has listed its agents to that owner: one that cannot be reached, or refuses, is not asked more. */
  readonly isReady: () => boolean;
  /** Looks at the server, so that it is ready if it can be; asks nothing of a person. Never throws. */
  readonly look: () => Promise<unknown>;
  /** Whether the owner's token may go to the server without a question. */
  readonly mayReach: (owner: McpOwner) => boolean;
  /** What was answered about VS Code's chat and this server. */
  readonly answer: (owner: McpOwner) => Promise<ConsentAnswer>;
  /** Asks, if it must; returns when VS Code's chat may send there. @throws UserFacingError */
  readonly consent: (owner: McpOwner) => Promise<void>;
  /** A token of that owner, renewed when it is about to end. @throws UserFacingError */
  readonly token: (owner: McpOwner) => Promise<BearerToken>;
  /** What people call the server, where they switch between several; else empty. */
  readonly serverName: () => string;
  /** Makes VS Code end its connection to a server; its next use starts it anew. */
  readonly stop: (label: string) => Promise<void>;
  /** Tells VS Code to ask for the list again. */
  readonly changed: () => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Runs something once after so many milliseconds; returns what prevents it. */
  readonly later: (ms: number, run: () => void) => () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** Milliseconds before its end at which a token is not used any more: a call that has begun has time to end. */
const MARGIN_MS = 120_000;

/** Milliseconds between two looks at the clock: a computer that has slept wakes up with its timers late. */
const LOOK_MS = 30_000;

interface Offer extends OfferedMcpServer {
  readonly owner: McpOwner;
}

interface Running {
  /** Milliseconds since the epoch from which on the connection must be another one; `Infinity` for never. */
  readonly until: number;
}

/**
 * The MCP servers of the current owner's Mastra server, for VS Code. A connection has the token that was put in when
 * it was started, so it is ended before that token is: a request with a token that has expired would be answered with
 * 401, and VS Code would then open a sign-in of its own.
 */
export class McpOffer {
  private offers = new Map<string, Offer>();
  private readonly running = new Map<string, Running>();
  /** Owners who have left the question about VS Code's chat; they are asked again in the next window. */
  private readonly left = new Set<string>();
  private before: Promise<unknown> = Promise.resolve();
  private owner: McpOwner | undefined;
  private told = "";
  private cancelLook: (() => void) | undefined;

  constructor(private readonly deps: McpOfferDependencies) {}

  /** What there is now. Never throws: a server that cannot be asked offers nothing. */
  list(): Promise<readonly OfferedMcpServer[]> {
    // One after the other: VS Code takes what arrives last.
    const list = this.before.then(() => this.read());
    this.before = list;
    return list;
  }

  /**
   * Gives a server that VS Code is about to start, with a token.
   *
   * @param label as `list` gave it
   * @throws UserFacingError when it is nobody's any more, or nothing may be sent there
   */
  async resolve(label: string): Promise<OfferedMcpServer & Pick<BearerToken, "token">> {
    const offer = this.offers.get(label) ?? (await this.looked(label));
    if (!offer || isClosed(offer.owner)) {
      throw gone();
    }
    await this.requireConsent(offer.owner);
    const { token, expiresAt } = await this.deps.token(offer.owner);
    // Read by a function: a sign-out meanwhile is what is looked for.
    if (isClosed(offer.owner)) {
      throw gone();
    }
    const end = expiresAt ?? Infinity;
    this.running.set(label, { until: end - Math.min(MARGIN_MS, (end - this.deps.now()) / 2) });
    this.lookLater();
    return { label: offer.label, address: offer.address, version: offer.version, token };
  }

  /** Somebody else may be signed in, or their token may go to the server now. @param state tells one from the other */
  connectionChanged(state: string): void {
    if (state !== this.told) {
      this.told = state;
      this.deps.changed();
    }
  }

  dispose(): void {
    this.cancelLook?.();
    this.running.clear();
  }

  /** VS Code may know a server from an earlier window. */
  private async looked(label: string): Promise<Offer | undefined> {
    const owner = await this.deps.owner();
    if (owner && this.deps.mayReach(owner)) {
      // Otherwise a person would be asked who has asked for nothing.
      await this.deps.look();
    }
    await this.list();
    return this.offers.get(label);
  }

  private async read(): Promise<readonly OfferedMcpServer[]> {
    const { deps } = this;
    try {
      const owner = await deps.owner();
      if (owner !== this.owner) {
        // The token of whoever was there before goes nowhere any more.
        await this.stopAll();
        this.owner = owner;
      }
      const found = owner ? await this.offersOf(owner) : [];
      this.offers = new Map(found.map((offer) => [offer.label, offer]));
    } catch (error) {
      this.offers = new Map();
      if (!isCancellation(error)) {
        deps.logError("looking for MCP servers", error);
      }
    }
    return [...this.offers.values()].map(({ label, address, version }) => ({ label, address, version }));
  }

  private async offersOf(owner: McpOwner): Promise<readonly Offer[]> {
    const { deps } = this;
    const answer = await deps.answer(owner);
    if (answer !== "allowed") {
      // It was taken back: what runs is asked about again at its next start.
      await this.stopAll();
    }
    if (answer === "declined" || !deps.mayReach(owner)) {
      return [];
    }
    if (!deps.isReady()) {
      return [...this.offers.values()].filter((offer) => offer.owner === owner);
    }
    const servers = await owner.services.agents.listMcpServers();
    return isClosed(owner) ? [] : offered(servers, owner, deps.serverName());
  }

  private async requireConsent(owner: McpOwner): Promise<void> {
    const { answer, consent, changed } = this.deps;
    if ((await answer(owner)) === undefined && this.left.has(owner.id)) {
      throw unanswered(owner.server.label);
    }
    try {
      await consent(owner);
    } catch (error) {
      this.left.add(owner.id);
      // A no takes the servers off the list.
      changed();
      throw error;
    }
  }

  private async stopAll(): Promise<void> {
    const labels = [...this.running.keys()];
    this.running.clear();
    await this.stop(labels);
  }

  private async stop(labels: readonly string[]): Promise<void> {
    await Promise.all(
      labels.map(async (label) => {
        try {
          await this.deps.stop(label);
        } catch (error) {
          this.deps.logError("ending a connection to an MCP server", error);
        }
      }),
    );
  }

  private lookLater(): void {
    this.cancelLook?.();
    const next = Math.min(...[...this.running.values()].map(({ until }) => until - this.deps.now()));
    if (next < Infinity) {
      this.cancelLook = this.deps.later(Math.min(Math.max(next, 0), LOOK_MS), () => this.look());
    }
  }

  private look(): void {
    const due = [...this.running].filter(([, { until }]) => until <= this.deps.now()).map(([label]) => label);
    for (const label of due) {
      this.running.delete(label);
    }
    void this.stop(due);
    this.lookLater();
  }
}

/** @param serverName may be empty */
function offered(servers: readonly McpServerSummary[], owner: McpOwner, serverName: string): readonly Offer[] {
  const isTwice = (name: string): boolean => servers.filter((server) => server.name === name).length > 1;
  return servers.map(({ id, name, version }) => {
    const called = withHiddenShown(isTwice(name) ? `${name} (${id})` : name);
    return {
      label: serverName === "" ? called : `${called} · ${serverName}`,
      address: `${owner.server.key}/mcp/${encodeURIComponent(id)}/mcp`,
      version: `${version || "0"}+${owner.id.slice(0, 12)}`,
      owner,
    };
  });
}

function isClosed(owner: McpOwner): boolean {
  return owner.isClosed;
}

function gone(): UserFacingError {
  const message = l10n.t("This MCP server is no longer available, because another account or server is in use now.");
  return new UserFacingError("ownerGone", message);
}

function unanswered(server: string): UserFacingError {
  const message = l10n.t(
    "Nothing was sent to {0}, because you did not allow it. You are asked again in the next window.",
    server,
  );
  return new UserFacingError("chatDeclined", message);
}
