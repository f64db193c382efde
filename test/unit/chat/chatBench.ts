import { ok } from "node:assert/strict";
import type { AgentService } from "../../../src/agents/agentService";
import type { Attachment } from "../../../src/agents/outgoingMessage";
import type { ThreadService } from "../../../src/agents/threadService";
import { AgentChoice } from "../../../src/chat/agentChoice";
import type { ChatController } from "../../../src/chat/chatController";
import { DraftBox } from "../../../src/chat/draftBox";
import { ServerConnection } from "../../../src/chat/serverConnection";
import { type Chat, createChat } from "../../../src/chat/vscode/createChat";
import type { Account } from "../../../src/shared/account";
import type { AgentSummary, Draft, Look, ToView, ViewState } from "../../../src/shared/protocol";
import type { ThreadListState } from "../../../src/shared/threads";
import { applyPatches } from "../../../src/webview/patches";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents } from "./scriptedAgents";
import { ScriptedMemory } from "./scriptedMemory";

const weather: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };
const travel: AgentSummary = { id: "travelAgent", name: "Travel", description: "" };

/** Everything around the chat that a window has, with a server under the test's control. */
export class Bench {
  readonly agents = new ScriptedAgents();
  readonly memory = new ScriptedMemory();
  readonly store: MemoryStore;
  readonly posted: ToView[] = [];
  account: Account | undefined = { sub: "user_1", label: "ada@example.com", issuer: "clerk.example.com" };
  origin = "https://mastra.example.com";
  serverName: string | undefined;
  look: Look = {};
  list: () => Promise<AgentSummary[]> = () => Promise.resolve([weather, travel]);
  listed = 0;
  preferred = { id: "weatherAgent", explicit: false };
  chosen: string | undefined;
  waiting = 0;
  previewed: string | undefined;
  /** Accounts that have been signed out, here or in another window. */
  readonly signedOut = new Set<string>();
  draft: Draft | undefined;
  /** What the log shows at the level "info". */
  readonly logged: string[] = [];
  readonly parts: Chat;
  readonly connection: ServerConnection;

  constructor(store = new MemoryStore(), draft?: Draft) {
    const logError = (): void => undefined;
    this.store = store;
    this.draft = draft;
    this.connection = new ServerConnection({
      agents: {
        serverLabel: () => "mastra.example.com",
        listAgents: () => {
          this.listed += 1;
          return this.list();
        },
      },
      account: () => Promise.resolve(this.account),
      obstacle: () => (this.origin === "" ? "noServer" : undefined),
      onChange: () => void this.chat.connectionChanged(),
      onSessionEnded: (notice) => this.chat.showNotice(notice),
      logError,
    });
    this.parts = createChat({
      agents: this.agents as unknown as AgentService,
      service: this.memory as unknown as ThreadService,
      connection: this.connection,
      choice: new AgentChoice({
        preferred: () => this.preferred,
        chosen: { get: () => this.chosen, set: (id) => (this.chosen = id) },
      }),
      drafts: new DraftBox({ get: () => this.draft, set: (draft) => (this.draft = draft) }),
      store,
      sources: {
        complete: (query) => Promise.resolve([{ id: query, kind: "file", name: query, detail: "" }]),
        resolve: (id) => Promise.resolve({ attachments: [attachment(id)], refused: [] }),
        fromUris: (uris) => Promise.resolve({ attachments: uris.map((uri) => attachment(uri)), refused: [] }),
        fromData: (name, _mediaType, base64) => Promise.resolve({ attachments: [attachment(name, base64)], refused: [] }),
        open: () => Promise.resolve(),
      },
      showPreview: (text) => {
        this.previewed = text;
        return Promise.resolve();
      },
      origin: () => this.origin,
      serverName: () => this.serverName,
      strings: () => ({}),
      look: () => this.look,
      hasLeft: (account) => this.signedOut.has(account),
      post: (message) => this.posted.push(message),
      onWaiting: (count) => (this.waiting = count),
      logError,
      log: { debug: () => undefined, info: (line) => void this.logged.push(line) },
    });
  }

  get chat(): ChatController {
    return this.parts.chat;
  }

  /** The panel opens, and everything that it sets off has been said. */
  async open(): Promise<void> {
    await this.chat.panelReady();
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
    let turns = [] as Parameters<typeof applyPatches>[0];
    for (const message of this.posted) {
      if (message.type === "snapshot") {
        turns = message.transcript.turns;
      } else if (message.type === "patches") {
        turns = applyPatches(turns, message.patches);
      }
    }
    return turns.map(({ parts }) => parts.map((part) => ("text" in part ? part.text : part.kind)).join("|"));
  }
}

/** A file with three letters in it. */
export function attachment(name: string, content = "abc"): Attachment {
  return { item: { id: name, kind: "file", name, detail: "", bytes: content.length, openable: false }, content };
}
