import { ok } from "node:assert/strict";
import type { Attachment } from "../../../src/agents/outgoingMessage";
import type { ThreadService } from "../../../src/agents/threadService";
import { type ServerAddress, serverAddress } from "../../../src/agents/serverUrl";
import { AgentChoice } from "../../../src/chat/agentChoice";
import { Chat } from "../../../src/chat/chat";
import type { ChatController } from "../../../src/chat/chatController";
import type { Conversation } from "../../../src/chat/conversation";
import { NOBODY } from "../../../src/chat/draftStore";
import { OpenServers } from "../../../src/chat/openServers";
import type { OwnerServices } from "../../../src/chat/ownerServices";
import type { OwnerSession } from "../../../src/chat/ownerSession";
import type { ServerConnection } from "../../../src/chat/serverConnection";
import type { UnseenResponse } from "../../../src/chat/threads/unseenResponses";
import type { Account } from "../../../src/shared/account";
import type { ContextSuggestion } from "../../../src/shared/context";
import type { AgentSummary, Draft, Look, ShownThread, ToView, ViewState } from "../../../src/shared/protocol";
import type { ThreadListState } from "../../../src/shared/threads";
import type { Turn } from "../../../src/shared/transcript";
import { applyPatches } from "../../../src/webview/state/store";
import { ApprovalNotes } from "./approvalMemory";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents } from "./scriptedAgents";
import { ScriptedMemory } from "./scriptedMemory";

const weather: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };
const travel: AgentSummary = { id: "travelAgent", name: "Travel", description: "" };

/** Somebody who is signed in at the one Clerk instance of these tests. */
export function person(sub: string, label: string): Account {
  const ref = { issuer: "https://clerk.example.com", clientId: "client", accountId: sub };
  return { sub, label, issuer: "clerk.example.com", ref };
}

export const ada = person("user_1", "ada@example.com");

/** Everything around the chat that a window has, with servers under the test's control. */
export class Bench {
  readonly agents = new ScriptedAgents();
  /** The memory of the server that the settings name when the bench is made. */
  readonly memory = new ScriptedMemory();
  /** The memory of other servers, by address. */
  readonly memories = new Map<string, ScriptedMemory>();
  readonly store: MemoryStore;
  readonly posted: ToView[] = [];
  account: Account | undefined = ada;
  /** Stands in the place of reading who is signed in. */
  readAccount: () => Promise<Account | undefined> = () => Promise.resolve(this.account);
  serverUrl = "https://mastra.example.com";
  /** What stands in the way of signing in. */
  obstacle: () => "noServer" | "restricted" | undefined = () => (this.serverUrl === "" ? "noServer" : undefined);
  /** Whether the server that the settings name asks for no sign-in. */
  isOpen: () => Promise<boolean> = () => Promise.resolve(false);
  /** What is remembered of servers that were open. */
  openServers: readonly string[] = [];
  serverName: string | undefined;
  look: Look = {};
  currentFile: ContextSuggestion | undefined;
  list: () => Promise<AgentSummary[]> = () => Promise.resolve([weather, travel]);
  listed = 0;
  preferred = { id: "weatherAgent", explicit: false };
  chosen: string | undefined;
  waiting = 0;
  previewed: string | undefined;
  drafts: Readonly<Record<string, Draft>>;
  /** What the log shows at the level "info". */
  readonly logged: string[] = [];
  readonly errors: string[] = [];
  readonly approvals = new ApprovalNotes();
  /** Threads that are unread, by owner. */
  unread: Readonly<Record<string, readonly string[]>> = {};
  /** Responses that nobody saw when they ended. */
  readonly unseen: UnseenResponse[] = [];
  readonly chat: Chat;
  /** A real server in the place of the scripted one. */
  services: ((account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices) | undefined;
  private readonly drawnSoFar: (readonly Turn[])[] = [];
  /** How the chat is asked for services: account and server. */
  readonly connected: string[] = [];

  constructor(store = new MemoryStore(), drafts: Readonly<Record<string, Draft>> = {}) {
    this.store = store;
    this.drafts = drafts;
    this.memories.set(this.serverUrl, this.memory);
    this.chat = new Chat({
      account: () => this.readAccount(),
      server: () => serverAddress(this.serverUrl, "/api"),
      open: new OpenServers({
        memory: { get: () => this.openServers, set: (keys) => (this.openServers = keys) },
        guestId: () => Promise.resolve("guest"),
        ask: () => this.isOpen(),
      }),
      obstacle: () => this.obstacle(),
      connect: (account, server, signal) => {
        this.connected.push(`${account.sub} ${account.organizationId ?? ""} ${server.key}`);
        if (this.services) {
          return this.services(account, server, signal);
        }
        const listAgents = (): Promise<AgentSummary[]> => {
          this.listed += 1;
          return this.list();
        };
        const agents = Object.assign(Object.create(this.agents) as ScriptedAgents, { listAgents });
        const threads = this.memoryOf(server.baseUrl) as unknown as ThreadService;
        return {
          agents,
          threads,
          changes: threads,
          workflows: { any: () => Promise.resolve(false), load: () => Promise.reject(new Error("not here")) },
        };
      },
      choice: new AgentChoice({
        preferred: () => this.preferred,
        chosen: { get: () => this.chosen, set: (id) => (this.chosen = id) },
      }),
      drafts: { get: () => this.drafts, set: (changed) => (this.drafts = changed) },
      store,
      approvals: this.approvals,
      unread: { get: () => this.unread, set: (unread) => (this.unread = unread) },
      onUnseen: (response) => void this.unseen.push(response),
      attachments: {
        complete: (query) => Promise.resolve([{ id: query, kind: "file", name: query, detail: "" }]),
        resolve: (id) => Promise.resolve({ attachments: [attachment(id)], refused: [] }),
        fromUris: (uris) => Promise.resolve({ attachments: uris.map((uri) => attachment(uri)), refused: [] }),
        fromData: (name, _mediaType, base64) =>
          Promise.resolve({ attachments: [attachment(name, base64)], refused: [] }),
        open: () => Promise.resolve(),
        wasOffered: (id) => id === this.currentFile?.id,
      },
      showPreview: (text) => {
        this.previewed = text;
        return Promise.resolve();
      },
      serverName: () => this.serverName,
      strings: () => ({}),
      look: () => this.look,
      currentFile: () => this.currentFile,
      post: (message) => this.posted.push(message),
      onWaiting: (count) => (this.waiting = count),
      onConnection: () => undefined,
      logError: (what) => void this.errors.push(what),
      log: { debug: () => undefined, info: (line) => void this.logged.push(line) },
    });
  }

  get controller(): ChatController {
    return this.chat.controller;
  }

  get connection(): ServerConnection {
    return this.chat.connection;
  }

  get session(): OwnerSession {
    const { current } = this.chat.sessions;
    ok(current, "nobody's session is open");
    return current;
  }

  /** The conversation that is shown. */
  get shown(): Conversation {
    return this.session.conversations.shown;
  }

  /** What the panel would say it shows. */
  get where(): ShownThread {
    const snapshot = this.posted.findLast((message) => message.type === "snapshot");
    return { owner: snapshot?.owner ?? NOBODY, threadId: snapshot?.transcript.threadId ?? "" };
  }

  /** The draft of whoever is signed in. */
  get draft(): Draft {
    return this.drafts[this.chat.sessions.current?.id ?? NOBODY] ?? { text: "", revision: 0 };
  }

  memoryOf(serverUrl: string): ScriptedMemory {
    const memory = this.memories.get(serverUrl) ?? new ScriptedMemory();
    this.memories.set(serverUrl, memory);
    return memory;
  }

  /** Sends from the panel; with an agent's id, asks that agent as the command palette does. */
  send(text: string, agentId?: string): Promise<void> {
    return agentId === undefined ? this.controller.send(text, this.where) : this.controller.ask(text, agentId);
  }

  stop(): void {
    this.session.sender.stop(this.shown);
  }

  removeQueued(id: string): void {
    this.session.sender.removeQueued(this.shown, id);
  }

  askAgain(turnId: string, text?: string): Promise<void> {
    return this.session.sender.askAgain(this.shown, turnId, text);
  }

  decide(turnId: string, toolCallId: string, approved: boolean, reason: string): Promise<void> {
    return this.session.sender.decide(this.shown, turnId, toolCallId, approved, reason);
  }

  resume(turnId: string, toolCallId: string, data: unknown): Promise<void> {
    return this.session.sender.resume(this.shown, turnId, toolCallId, data);
  }

  /** Signs in as somebody, or out, and everything that this sets off has been said. */
  async become(account: Account | undefined): Promise<void> {
    this.account = account;
    await this.controller.environmentChanged();
    await this.settle();
  }

  /** Another server is set. */
  async goTo(serverUrl: string): Promise<void> {
    this.serverUrl = serverUrl;
    await this.controller.environmentChanged();
    await this.settle();
  }

  /** The panel opens, and everything that it sets off has been said. */
  async open(): Promise<void> {
    await this.controller.panelReady();
    await this.settle();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  get state(): ViewState {
    const message = this.posted.findLast((each) => each.type === "state" || each.type === "snapshot");
    ok(message);
    return message.state;
  }

  /** The list of threads as the panel has it. */
  get rows(): ThreadListState {
    const message = this.posted.findLast((each) => each.type === "threads");
    ok(message);
    return message.list;
  }

  /** The text of every turn as the panel would draw it. */
  get drawn(): string[] {
    return this.drawnTurns.map(({ parts }) => parts.map((part) => ("text" in part ? part.text : part.kind)).join("|"));
  }

  /** Every turn as the panel has it. */
  get drawnTurns(): readonly Turn[] {
    return this.drawings().at(-1) ?? [];
  }

  /** How many letters the panel has shown after each message. @param from how many messages it had got before */
  drawnLengths(from: number): readonly number[] {
    return this.drawings()
      .slice(from)
      .map((turns) =>
        turns.flatMap(({ parts }) => parts).reduce((sum, part) => sum + ("text" in part ? part.text.length : 0), 0),
      );
  }

  /** What the panel shows after each message that was posted. */
  private drawings(): readonly (readonly Turn[])[] {
    for (const message of this.posted.slice(this.drawnSoFar.length)) {
      const before = this.drawnSoFar.at(-1) ?? [];
      this.drawnSoFar.push(
        message.type === "snapshot"
          ? message.transcript.turns
          : message.type === "patches"
            ? applyPatches(before, message.patches)
            : before,
      );
    }
    return this.drawnSoFar;
  }
}

/** A file with three letters in it. */
export function attachment(name: string, content = "abc"): Attachment {
  return { item: { id: name, kind: "file", name, detail: "", bytes: content.length, openable: false }, content };
}
