import { setTimeout as delay } from "node:timers/promises";
import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import { Conversation } from "../../../../src/chat/conversation";
import { turnsFromMessages } from "../../../../src/chat/history/storedTurns";
import { Following } from "../../../../src/chat/live/following";
import { ThreadHistory } from "../../../../src/chat/threads/threadHistory";
import { textOf } from "../../../../src/chat/turn/turnChanges";
import type { AgentSummary } from "../../../../src/shared/protocol";
import type { Turn } from "../../../../src/shared/transcript";
import { question } from "../turns";

export const WEATHER: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };
export const TRAVEL: AgentSummary = { id: "travelAgent", name: "Travel", description: "" };

export const SHOWCASE: AgentSummary = { id: "showcaseAgent", name: "Showcase", description: "" };

export interface LiveWindowOptions {
  readonly agent?: AgentSummary;
  readonly turns?: readonly Turn[];
  readonly resourceId?: string;
  /** Another window of the same computer, which keeps what it shows. */
  readonly sibling?: LiveWindow;
}

/** One window that shows one thread of a real server, and follows it. */
export class LiveWindow {
  readonly agents: AgentService;
  readonly threads: ThreadService;
  readonly history: ThreadHistory;
  readonly conversation: Conversation;
  readonly following: Following;
  readonly errors: string[] = [];
  readonly refusals: unknown[] = [];
  /** What was sent to the server, without its query. */
  readonly requests: string[] = [];
  /** Threads after whose runs the queue was looked at. */
  settled = 0;
  isShown = true;
  private readonly agent: AgentSummary;
  private readonly end = new AbortController();
  private readonly open = new Set<AbortController>();
  private wasBusy = false;

  constructor(
    url: string,
    readonly threadId: string,
    { agent = WEATHER, turns = [], resourceId = "ada", sibling }: LiveWindowOptions = {},
  ) {
    this.agent = agent;
    this.agents = new AgentService({
      server: serverAddress(url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      loadClient: () => Promise.resolve(mastraClient),
      fetch: (input, init) => this.fetch(input, init),
      account: { label: "", issuer: "" },
      signal: this.end.signal,
    });
    this.threads = new ThreadService(this.agents.access);
    this.history = new ThreadHistory({
      threads: this.threads,
      agent: () => agent,
      logError: this.logError,
      onLoading: () => undefined,
    });
    this.conversation = new Conversation(
      threadId,
      { agents: this.agents, onChange: () => this.changed(), logError: this.logError },
      { turns },
    );
    this.following = new Following({
      agents: this.agents,
      resourceId,
      signal: this.end.signal,
      agentOf: (_, agentId) => (agentId === TRAVEL.id ? TRAVEL : agent),
      isShown: () => this.isShown,
      kept: () => Promise.resolve(sibling?.conversation.turns ?? []),
      readAgain: (conversation) => this.history.sync(conversation).catch(() => this.logError("reading")),
      settle: () => Promise.resolve(void (this.settled += 1)),
      onAbortFailed: (error) => this.refusals.push(error),
      logError: this.logError,
      waits: [10, 20, 40],
    });
  }

  readonly logError = (what: string): void => void this.errors.push(what);

  get last(): Turn {
    return this.conversation.lastTurn!;
  }

  /** What a person reads. */
  get shown(): readonly string[] {
    return words(this.conversation.turns);
  }

  get text(): string {
    const { lastTurn } = this.conversation;
    return lastTurn?.role === "agent" ? textOf(lastTurn) : "";
  }

  /** Opens the thread: what is stored, and what happens in it. */
  async openThread(): Promise<this> {
    const reading = this.history.sync(this.conversation).catch(() => undefined);
    this.following.show(this.conversation, reading);
    await reading;
    return this;
  }

  ask(text: string, id?: string): Promise<boolean> {
    return this.conversation.send(question(text, id), this.agent, "ada");
  }

  hide(): void {
    this.isShown = false;
    this.following.prune();
  }

  /** The connection of what is being followed is lost. */
  cut(): void {
    const lost = Object.assign(new TypeError("terminated"), { cause: { code: "UND_ERR_SOCKET" } });
    this.open.forEach((each) => each.abort(lost));
  }

  /** The window is gone, without a word. */
  close(): void {
    this.end.abort();
  }

  /** What another computer would show of the thread. */
  async stored(): Promise<readonly string[]> {
    const { messages } = await this.threads.messages(this.threadId, 0, this.agent.id);
    return words(turnsFromMessages(messages, "Weather"));
  }

  private changed(): void {
    const { busy } = this.conversation;
    if (this.wasBusy && !busy) {
      this.following.idle(this.conversation);
    }
    this.wasBusy = busy;
  }

  private async fetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    const path = new URL(input instanceof Request ? input.url : input).pathname.replace("/api", "");
    this.requests.push(path);
    const cut = new AbortController();
    if (path.endsWith("/threads/subscribe")) {
      this.open.add(cut);
    }
    return fetch(input, { ...init, signal: AbortSignal.any([cut.signal, ...(init?.signal ? [init.signal] : [])]) });
  }
}

/** The server runs in the same process: looking without a rest would take its time. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await delay(2);
  }
}

/** Turns as lines, without what lies between parts of one response. */
export function words(turns: readonly Turn[]): readonly string[] {
  return turns.map((turn) => `${turn.role}: ${textOf(turn).replace(/\s+/g, "")}`);
}
