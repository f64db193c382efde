import { ok } from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { AgentService, type RequestOptions } from "../../../../src/agents/agentService";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { ThreadService } from "../../../../src/agents/threadService";
import { turnsFromMessages } from "../../../../src/chat/history/storedTurns";
import { textOf } from "../../../../src/chat/turn/turnChanges";
import type { Turn } from "../../../../src/shared/transcript";
import { Bench } from "../chatBench";
import { MemoryStore } from "../memoryStore";

/** All that a window has, with a panel that shows one thread of a real server. */
export class MirrorWindow {
  readonly bench: Bench;
  /** What was asked of the server: its path and the body. */
  readonly requests: { readonly path: string; readonly body: string }[] = [];
  private readonly open = new Set<AbortController>();
  private agents: AgentService | undefined;
  private isGone = false;

  constructor(
    url: string,
    readonly threadId: string,
    readonly agentId = "weatherAgent",
    options: Partial<RequestOptions> = {},
    /** What this computer has kept of other windows. */
    store = new MemoryStore(),
  ) {
    this.bench = new Bench(store);
    this.bench.serverUrl = url;
    this.bench.preferred = { id: agentId, explicit: true };
    this.bench.services = (account, server, signal) => {
      const agents = new AgentService({
        server,
        account,
        signal,
        options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false, ...options }),
        loadClient: () => Promise.resolve(mastraClient),
        fetch: (input, init) => this.fetch(input, init),
      });
      this.agents = agents;
      const threads = new ThreadService(agents.access);
      const changes = new ThreadService(agents.access.outlivingOwner);
      const workflows = { any: () => Promise.resolve(false), load: () => Promise.reject(new Error("not here")) };
      return { agents, access: agents.access, threads, changes, workflows };
    };
  }

  /** The view opens, and shows the thread. */
  async show(): Promise<this> {
    await this.bench.open();
    await until(() => this.bench.connection.status === "ready");
    await this.bench.session.navigator.open(this.threadId);
    return this;
  }

  /** As `show`, and what happens elsewhere is told from now on. */
  async listening(): Promise<this> {
    const before = this.subscribed;
    await this.show();
    await until(() => this.subscribed > before);
    return this;
  }

  send(text: string): Promise<void> {
    return this.bench.send(text);
  }

  /** How often the server was asked to tell what happens in a thread. */
  get subscribed(): number {
    return this.requests.filter(({ path }) => path.endsWith("/threads/subscribe")).length;
  }

  /** What the panel shows. */
  get turns(): readonly Turn[] {
    return this.bench.drawnTurns;
  }

  get last(): Turn | undefined {
    return this.turns.at(-1);
  }

  get text(): string {
    return this.last?.role === "agent" ? textOf(this.last) : "";
  }

  /** The response that comes elsewhere, as the panel shows it. */
  get mirrored(): Turn | undefined {
    return this.turns.findLast(({ elsewhere }) => elsewhere);
  }

  get words(): readonly string[] {
    return words(this.turns);
  }

  /** What is kept here, in memory and on the disk. */
  get kept(): readonly Turn[] {
    return this.bench.shown.turns;
  }

  /** What another computer would show of the thread. */
  async stored(): Promise<readonly string[]> {
    const { messages } = await new ThreadService(this.agents!.access).messages(this.threadId, 0, this.agentId);
    return words(turnsFromMessages(messages, "Weather"));
  }

  /** What it reads of the server is cut off. */
  cut(): void {
    const lost = Object.assign(new TypeError("terminated"), { cause: { code: "UND_ERR_SOCKET" } });
    this.open.forEach((each) => each.abort(lost));
    this.open.clear();
  }

  /** Its extension host is ended: what has been written down is, and its connections are gone. */
  kill(): void {
    this.isGone = true;
    this.open.forEach((each) => each.abort());
  }

  hide(): void {
    this.bench.controller.panelGone();
  }

  async close(): Promise<void> {
    await this.bench.chat.sessions.current?.close();
  }

  private async fetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
    const path = new URL(input instanceof Request ? input.url : input).pathname.replace("/api", "");
    this.requests.push({ path, body: typeof init?.body === "string" ? init.body : "" });
    const cut = new AbortController();
    if (this.isGone) {
      return new Promise(() => undefined);
    }
    if (/\/(stream|threads\/subscribe)$/.test(path)) {
      this.open.add(cut);
    }
    return fetch(input, { ...init, signal: AbortSignal.any([cut.signal, ...(init?.signal ? [init.signal] : [])]) });
  }
}

/**
 * The server runs in the same process: looking without a rest would take its time.
 *
 * @param what is said when it never comes: what was waited for
 * @throws AssertionError after some seconds, which never pass where nothing is wrong
 */
export async function until(condition: () => boolean, what?: () => string): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    ok(Date.now() < end, `never: ${what?.() ?? condition.toString()}`);
    await delay(2);
  }
}

/** Turns as lines, without what lies between parts of one response. */
export function words(turns: readonly Turn[]): readonly string[] {
  return turns.map((turn) => `${turn.role}: ${textOf(turn).replace(/\s+/g, "")}`);
}
