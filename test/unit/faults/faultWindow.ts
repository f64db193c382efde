import { AgentService } from "../../../src/agents/agentService";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { isOpenServer } from "../../../src/agents/openServer";
import { type ServerAddress, serverAddress } from "../../../src/agents/serverUrl";
import type { StoredMessage } from "../../../src/agents/storedThread";
import { ThreadService } from "../../../src/agents/threadService";
import { ownerWorkflows } from "../../../src/chat/workflows/ownerWorkflows";
import { type ClerkSession, refOf } from "../../../src/auth/session/clerkSession";
import type { SecretStore } from "../../../src/auth/session/sessionStore";
import { accountOf } from "../../../src/auth/vscode/signedInAccount";
import { AgentChoice } from "../../../src/chat/agentChoice";
import { Chat } from "../../../src/chat/chat";
import { EditorAccess } from "../../../src/chat/clientTools/editorAccess";
import type { Conversation } from "../../../src/chat/conversation";
import type { DraftMemory } from "../../../src/chat/draftStore";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import { OpenServers } from "../../../src/chat/openServers";
import type { OwnerSession } from "../../../src/chat/ownerSession";
import type { TranscriptStore } from "../../../src/chat/transcriptStore";
import { textOf } from "../../../src/chat/turn/turnChanges";
import type { Account } from "../../../src/shared/account";
import type { Draft, ToView } from "../../../src/shared/protocol";
import type { Turn } from "../../../src/shared/transcript";
import type { CrossWindowLock } from "../../../src/storage/crossWindowLock";
import { FaultyNetwork } from "../../stack/faults/faultyNetwork";
import type { WrongTurns } from "../../stack/faults/wrongTurns";
import { MemorySecrets } from "../auth/setup/memorySecrets";
import { TestWindow } from "../auth/setup/window";
import { ApprovalNotes } from "../chat/approvalMemory";
import { MemoryStore } from "../chat/memoryStore";
import { editorTools } from "./editorTools";

/** The servers behind a window. */
export interface WindowServers {
  readonly auth: { readonly issuer: string; readonly clientId: string };
  readonly url: string;
  readonly wrongTurns: Pick<WrongTurns, "origin">;
  readonly restart: () => void;
}

/** What rests when a window is gone, and what others share with it; of this window alone when left out. */
export interface WindowStorage {
  readonly secrets?: SecretStore;
  readonly lock?: CrossWindowLock;
  readonly store?: TranscriptStore;
  readonly drafts?: DraftMemory;
}

/** One window of the extension, with its real parts from the chat down to `fetch`, on a network that can break. */
export class FaultWindow {
  readonly network: FaultyNetwork;
  readonly auth: TestWindow;
  readonly posted: ToView[] = [];
  readonly logged: string[] = [];
  readonly address: ServerAddress;
  readonly chat: Chat;
  /** What is silent is given up soon; what is only slow, on a busy machine, is not. */
  isImpatient = false;
  /** Threads in sight show what is answered elsewhere; set before anything is opened. */
  follows = false;
  /** The setting `agentChat.keepRunsAlive`. */
  keepsRunsAlive = false;
  readonly editorAccess: EditorAccess;
  agentId = "weatherAgent";
  account: Account | undefined;
  private drafts: Readonly<Record<string, Draft>> = {};
  private readonly draftMemory: DraftMemory;
  private services: { agents: AgentService; threads: ThreadService } | undefined;
  private readonly direct: (account: Account) => AgentService;

  constructor(
    stack: WindowServers,
    /** Of a person of their own, so that no cell sees the threads of another. */
    private email: string,
    { secrets = new MemorySecrets(), lock, store = new MemoryStore(), drafts }: WindowStorage = {},
  ) {
    this.network = new FaultyNetwork(stack.wrongTurns, () => stack.restart());
    const { issuer, clientId } = stack.auth;
    const wait = (_: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        setTimeout(() => (signal.aborted ? reject(signal.reason as Error) : resolve()), 20);
      });
    this.auth = new TestWindow({ issuer, clientId }, secrets, {
      fetch: this.network.fetch,
      wait,
      ...(lock ? { lock } : {}),
    });
    this.draftMemory = drafts ?? { get: () => this.drafts, set: (changed) => (this.drafts = changed) };
    this.address = serverAddress(stack.url, "/api");
    this.auth.server = { origin: this.address.origin, instance: { issuer, clientId } };
    const access = { server: this.address, loadClient: () => Promise.resolve(mastraClient) };
    this.direct = ({ ref, label, issuer: host }) =>
      new AgentService({
        ...access,
        fetch,
        tokens: this.auth.tokens.forAccount({ ref }),
        account: { label, issuer: host },
        options: () => ({ idleTimeoutSeconds: 60, requireToolApproval: false }),
      });
    let switched = {};
    this.editorAccess = new EditorAccess({
      memory: { get: () => switched, set: (changed) => (switched = changed) },
      setting: () => "perThread",
      isPossible: () => true,
      load: () => Promise.resolve(editorTools),
      checkpoints: { restore: () => Promise.resolve(), forget: () => undefined },
    });
    this.chat = new Chat({
      account: () => Promise.resolve(this.account),
      server: () => this.address,
      open: new OpenServers({
        memory: { get: () => [], set: () => undefined },
        guestId: () => Promise.resolve("guest"),
        ask: () =>
          isOpenServer(new ClientAccess({ ...access, account: { label: "", issuer: "" }, fetch: this.network.fetch })),
      }),
      obstacle: () => undefined,
      connect: (account, server, signal) => {
        const agents = new AgentService({
          ...access,
          server,
          signal,
          account,
          tokens: this.auth.tokens.forAccount(account),
          fetch: this.network.fetch,
          options: () => ({
            idleTimeoutSeconds: this.isImpatient && this.network.isArmed ? 5 : 60,
            requireToolApproval: false,
            keepsRunsAlive: this.keepsRunsAlive,
          }),
        });
        this.services = { agents, threads: new ThreadService(agents.access) };
        return {
          ...this.services,
          ...(this.follows ? { access: agents.access } : {}),
          changes: new ThreadService(agents.access.outlivingOwner),
          workflows: ownerWorkflows(
            { access: agents.access, resourceId: account.sub, requestContext: () => undefined },
            signal,
          ),
        };
      },
      choice: new AgentChoice({
        preferred: () => ({ id: this.agentId, explicit: true }),
        chosen: { get: () => undefined, set: () => undefined },
      }),
      drafts: this.draftMemory,
      store,
      approvals: new ApprovalNotes(),
      unread: { get: () => ({}), set: () => undefined },
      onUnseen: () => undefined,
      editorAccess: this.editorAccess,
      attachments: {
        complete: () => Promise.resolve([]),
        resolve: () => Promise.resolve({ attachments: [], refused: [] }),
        fromUris: () => Promise.resolve({ attachments: [], refused: [] }),
        fromData: () => Promise.resolve({ attachments: [], refused: [] }),
        open: () => Promise.resolve(),
        wasOffered: () => false,
      },
      showPreview: () => Promise.resolve(),
      serverName: () => undefined,
      strings: () => ({}),
      look: () => ({}),
      currentFile: () => undefined,
      post: (message) => this.posted.push(message),
      onWaiting: () => undefined,
      onConnection: () => undefined,
      logError: (what) => void this.logged.push(what),
      log: { debug: () => undefined, info: () => undefined },
    });
  }

  /** Signs in through the browser, and opens the panel. */
  async open(): Promise<void> {
    this.account = accountOf(await this.auth.signIn({ email: this.email }));
    await this.show();
  }

  /** Opens the panel as after a reload. @returns false when nobody is signed in any more */
  async reopen(): Promise<boolean> {
    const session = await this.stored();
    this.account = session && accountOf(session);
    await (session && this.show());
    return session !== undefined;
  }

  /** Another account of this computer is chosen; one that has not been here signs in. */
  async become(email: string): Promise<void> {
    this.email = email;
    this.account = accountOf((await this.stored()) ?? (await this.auth.signIn({ email })));
    await this.chat.controller.environmentChanged();
    await this.session.restored;
  }

  /** Signs out, as the extension does. */
  async signOut(): Promise<void> {
    const session = await this.stored();
    const { account } = this;
    if (session && account) {
      await this.auth.store.delete(refOf(session));
      this.account = undefined;
      // This test's own hold on the session: a signal that has aborted keeps who aborted it.
      this.services = undefined;
      await this.chat.sessions.signedOut(account);
      await this.chat.controller.environmentChanged();
      await this.auth.revocation.run(session);
    }
  }

  /** As after a reload: the same person in another session, which knows nothing, with the thread that was shown. */
  async renew(): Promise<void> {
    const { threadId, turns } = this.shown;
    await this.signOut();
    await this.open();
    if (turns.length > 0) {
      await this.session.navigator.open(threadId);
    }
  }

  private async stored(): Promise<ClerkSession | undefined> {
    const sessions = await this.auth.store.all(this.auth.instance);
    return sessions.find(({ identity }) => identity.label === this.email);
  }

  private async show(): Promise<void> {
    await this.chat.controller.panelReady();
    await this.session.restored;
  }

  get session(): OwnerSession {
    const { current } = this.chat.sessions;
    if (!current) {
      throw new Error("Nobody's session is open.");
    }
    return current;
  }

  get shown(): Conversation {
    return this.session.conversations.shown;
  }

  get last(): Turn | undefined {
    return this.shown.lastTurn;
  }

  get agents(): AgentService {
    return this.services!.agents;
  }

  get threads(): ThreadService {
    return this.services!.threads;
  }

  /** What stands in the message box. */
  get draft(): string {
    return this.draftMemory.get()[this.session.id]?.text ?? "";
  }

  /** Types into the empty message box. */
  type(text: string): void {
    const revision = (this.draftMemory.get()[this.session.id]?.revision ?? 0) + 1;
    this.chat.controller.draftTyped({ text, revision }, { owner: this.session.id, threadId: this.shown.threadId });
  }

  clearDraft(): void {
    this.draftMemory.set({});
  }

  /** Sends from the panel. */
  send(text: string): Promise<void> {
    return this.chat.controller.send(text, { owner: this.session.id, threadId: this.shown.threadId });
  }

  /** Asks in the shown thread, on a network that works. */
  async asked(text: string, state: Turn["state"] = "complete"): Promise<void> {
    await this.send(text);
    if (this.last?.state !== state) {
      throw new Error(`"${text}" came out as ${this.last?.state ?? "nothing"}: ${this.last?.error?.message ?? ""}`);
    }
  }

  /** The server's agents as another computer of the same person asks them, on a network that works. */
  get others(): AgentService {
    return this.direct(this.account!);
  }

  /** What another computer would show of the whole thread; nothing where there is none. */
  async elsewhere(threadId = this.shown.threadId): Promise<readonly Turn[]> {
    const threads = new ThreadService(this.others.access);
    const { threads: stored } = await threads.list(this.account!.sub, 0);
    let messages: readonly StoredMessage[] = [];
    for (let page = 0, more = stored.some(({ id }) => id === threadId); more; page += 1) {
      const before = await threads.messages(threadId, page, this.agentId);
      messages = [...before.messages, ...messages];
      more = before.hasMore;
    }
    return turnsFromMessages(messages, "Agent");
  }

  /** Titles on the server. */
  async titles(): Promise<readonly string[]> {
    const { threads } = await new ThreadService(this.others.access).list(this.account!.sub, 0);
    return threads.map(({ title }) => title);
  }

  /** Everything that a person was told since, of an error or a warning. @param since so many messages were posted */
  told(since: number): readonly string[] {
    const sentences = this.posted.slice(since).flatMap((message) => {
      switch (message.type) {
        case "state":
        case "snapshot":
          return [message.state.notice?.message];
        case "threads":
          return [message.list.error];
        default:
          return [];
      }
    });
    const ofTurns = this.session.conversations.all.flatMap(({ turns }) => turns.map(({ error }) => error?.message));
    return [...new Set([...sentences, ...ofTurns])].filter(
      (sentence) => sentence !== undefined && !sentence.endsWith(UNDER_WAY),
    ) as string[];
  }

  async close(): Promise<void> {
    this.network.mended();
    await this.chat.close();
    await this.chat.sessions.current?.close();
    await this.network.close();
  }
}

/** How a notice ends that tells what is being done. */
export const UNDER_WAY = "…";

/** The words of the person's turns. */
export function questions(turns: readonly Turn[]): readonly string[] {
  return turns.filter(({ role }) => role === "user").map((turn) => textOf(turn).trim());
}
