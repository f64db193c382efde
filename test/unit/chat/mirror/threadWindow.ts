import { AgentService } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { ThreadService } from "../../../../src/agents/threadService";
import { Conversation } from "../../../../src/chat/conversation";
import { Mirrors } from "../../../../src/chat/mirror/mirrors";
import { ThreadHistory } from "../../../../src/chat/threads/threadHistory";
import { textOf } from "../../../../src/chat/turn/turnChanges";
import type { AgentSummary } from "../../../../src/shared/protocol";
import type { Turn } from "../../../../src/shared/transcript";
import { question } from "../turns";

const WEATHER: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };

/** One thread that is in sight, with the mirror of what is answered elsewhere, and no patience. */
export class ThreadWindow {
  readonly conversation: Conversation;
  readonly mirrors: Mirrors;
  readonly history: ThreadHistory;
  /** What is in sight besides. */
  readonly others: Conversation[] = [];
  readonly errors: string[] = [];
  readonly notices: unknown[] = [];
  readonly steered: string[] = [];
  readonly open: (threadId: string) => Conversation;
  rests = 0;
  isInSight = true;
  private readonly end = new AbortController();

  constructor(url: string, threadId = "t") {
    const agents = new AgentService({
      server: serverAddress(url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
      signal: this.end.signal,
    });
    const logError = (what: string): void => void this.errors.push(what);
    this.history = new ThreadHistory({
      threads: new ThreadService(agents.access),
      agent: () => WEATHER,
      logError,
      reading: (conversation) => this.mirrors.reading(conversation),
      onLoading: () => undefined,
    });
    this.open = (id) => new Conversation(id, { agents, onChange: () => this.mirrors.refresh(), logError });
    this.conversation = this.open(threadId);
    this.mirrors = new Mirrors({
      ...{ access: agents.access, agents, logError, resourceId: "ada", signal: this.end.signal, failedLookMs: 20 },
      inSight: () => (this.isInSight ? [this.conversation, ...this.others] : []),
      isNeeded: () => false,
      hold: () => () => undefined,
      remembers: () => Promise.resolve(true),
      agentOf: () => WEATHER,
      sync: (conversation) => this.history.sync(conversation),
      onChange: () => undefined,
      onSteered: (_, id) => void this.steered.push(id),
      onRest: () => void (this.rests += 1),
      onUnreadable: (_, error) => void this.notices.push(error),
      lostNotice: () => ({ message: "Lost.", actions: [] }),
      waits: { first: 5, most: 40, again: 60, calls: 60 },
    });
  }

  /** What a person sees. */
  get turns(): readonly Turn[] {
    return this.mirrors.turns(this.conversation);
  }

  get words(): readonly string[] {
    return this.turns.map((turn) => `${turn.role}: ${textOf(turn)}`);
  }

  get mirrored(): Turn | undefined {
    return this.turns.findLast(({ elsewhere }) => elsewhere);
  }

  get isElsewhere(): boolean {
    return this.mirrors.agentId(this.conversation) !== undefined;
  }

  /** As a place does that shows the thread. */
  see(isInSight: boolean): void {
    this.isInSight = isInSight;
    this.mirrors.refresh();
    if (isInSight) {
      this.history.sync(this.conversation).catch(() => undefined);
    }
  }

  ask(text: string): Promise<boolean> {
    return this.conversation.send(question(text, text), WEATHER, "ada");
  }

  close(): void {
    this.end.abort();
    this.conversation.stop();
  }
}
