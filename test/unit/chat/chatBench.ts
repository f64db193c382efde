import { ok } from "node:assert/strict";
import { AgentChoice } from "../../../src/chat/agentChoice";
import { ChatController } from "../../../src/chat/chatController";
import { DraftBox } from "../../../src/chat/draftBox";
import { ServerConnection } from "../../../src/chat/serverConnection";
import { ThreadKeeper } from "../../../src/chat/threadKeeper";
import type { Account } from "../../../src/shared/account";
import type { AgentSummary, Draft, ToView, ViewState } from "../../../src/shared/protocol";
import { applyPatches } from "../../../src/webview/patches";
import { MemoryStore } from "./memoryStore";
import { ScriptedAgents } from "./scriptedAgents";

const weather: AgentSummary = { id: "weatherAgent", name: "Weather", description: "" };
const travel: AgentSummary = { id: "travelAgent", name: "Travel", description: "" };

/** Everything around the controller that a window has, with a server under the test's control. */
export class Bench {
  readonly agents = new ScriptedAgents();
  readonly store: MemoryStore;
  readonly posted: ToView[] = [];
  account: Account | undefined = { sub: "user_1", label: "ada@example.com", issuer: "clerk.example.com" };
  origin = "https://mastra.example.com";
  serverName: string | undefined;
  list: () => Promise<AgentSummary[]> = () => Promise.resolve([weather, travel]);
  listed = 0;
  preferred = { id: "weatherAgent", explicit: false };
  chosen: string | undefined;
  /** Accounts that have been signed out, here or in another window. */
  readonly signedOut = new Set<string>();
  draft: Draft | undefined;
  readonly chat: ChatController;
  readonly connection: ServerConnection;
  readonly threads: ThreadKeeper;

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
    this.threads = new ThreadKeeper({
      agents: this.agents,
      store,
      onChange: () => this.chat.turnsChanged(),
      hasLeft: (account) => this.signedOut.has(account),
      logError,
    });
    const choice = new AgentChoice({
      preferred: () => this.preferred,
      chosen: { get: () => this.chosen, set: (id) => (this.chosen = id) },
    });
    const drafts = new DraftBox({ get: () => this.draft, set: (draft) => (this.draft = draft) });
    this.chat = new ChatController(
      { connection: this.connection, threads: this.threads, choice, drafts, origin: () => this.origin, serverName: () => this.serverName, strings: () => ({}), logError },
      (message) => this.posted.push(message),
    );
  }

  /** The panel opens, and everything that it sets off has been said. */
  async open(): Promise<void> {
    await this.chat.panelReady();
    await this.settle();
  }

  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  get state(): ViewState {
    const message = this.posted.findLast((each) => each.type === "state" || each.type === "snapshot");
    ok(message);
    return message.state;
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
