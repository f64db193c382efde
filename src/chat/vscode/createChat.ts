import type * as vscode from "vscode";
import type { AgentService } from "../../agents/agentService";
import type { ThreadService } from "../../agents/threadService";
import type { Look, ToView } from "../../shared/protocol";
import type { FilePart, Part } from "../../shared/transcript";
import type { AgentChoice } from "../agentChoice";
import { ChatController } from "../chatController";
import { AttachmentActions, type AttachmentProvider } from "../attachments/attachmentActions";
import { AttachmentList } from "../attachments/attachmentList";
import type { Conversation } from "../conversation";
import type { DraftBox } from "../draftBox";
import { Sender } from "../sender";
import type { ServerConnection } from "../serverConnection";
import { ThreadKeeper } from "../threadKeeper";
import { ThreadActions } from "../threads/threadActions";
import { ThreadDesk } from "../threads/threadDesk";
import { ThreadHistory } from "../threads/threadHistory";
import { ThreadList } from "../threads/threadList";
import type { TranscriptStore } from "../transcriptStore";
import { MessageQueue } from "../turn/messageQueue";
import { TurnActions } from "../turn/turnActions";
import { countWaiting } from "../turn/turnChanges";
import { describeRun } from "../turn/turnTimes";

export interface ChatSurroundings {
  readonly agents: AgentService;
  readonly service: ThreadService;
  readonly connection: ServerConnection;
  readonly choice: AgentChoice;
  readonly drafts: DraftBox;
  readonly store: TranscriptStore;
  readonly sources: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
  readonly origin: () => string | undefined;
  readonly serverName: () => string | undefined;
  readonly strings: () => Readonly<Record<string, string>>;
  readonly look: () => Look;
  readonly hasLeft: (account: string) => boolean;
  readonly post: (message: ToView) => void;
  /** How many tool calls wait for a person, in any thread. */
  readonly onWaiting: (count: number) => void;
  readonly logError: (what: string, error: unknown) => void;
  readonly log: Pick<vscode.LogOutputChannel, "debug" | "info">;
}

export interface Chat {
  readonly chat: ChatController;
  readonly sender: Sender;
  readonly desk: ThreadDesk;
  readonly list: ThreadList;
  readonly context: AttachmentActions;
  readonly tray: AttachmentList;
  readonly threads: ThreadKeeper;
  /** The file part of a turn of the shown conversation. */
  readonly filePart: (turnId: string, partId: string) => FilePart | undefined;
  /** The window closes: what was deleted is deleted on the server, what was answered is written. */
  readonly close: () => Promise<void>;
}

/** Builds the conversation's parts and wires them. */
export function createChat(around: ChatSurroundings): Chat {
  const { service, connection, choice, logError } = around;
  const queue = new MessageQueue();
  const tray = new AttachmentList(() => chat.sendState());
  const agentOf = (conversation: Conversation): { id: string; name: string } => {
    const id =
      conversation.turns.findLast(({ agentId }) => agentId !== undefined)?.agentId ?? choice.current(connection.agents);
    return { id, name: connection.findAgent(id)?.name ?? id };
  };
  const threads: ThreadKeeper = new ThreadKeeper({
    agents: around.agents,
    store: around.store,
    onChange: (conversation) => {
      chat.turnsChanged(conversation);
      activity.changed();
    },
    onKept: () => activity.changed(),
    hasLeft: around.hasLeft,
    logError,
    logUnknown: (type) => around.log.debug(`A chunk of type "${type}" is not shown.`),
    logTimes: (times) => around.log.info(describeRun(times)),
  });
  const list: ThreadList = new ThreadList({
    service,
    resourceId: () => connection.account?.sub ?? "",
    local: () => (threads.owner ? around.store.list(threads.owner) : Promise.resolve([])),
    live: () => threads.conversations,
    hidden: () => actions.deletes.ids,
    agentName: (id) => connection.findAgent(id)?.name ?? id,
    post: (state) => chat.post({ type: "threads", list: state }),
    logError,
  });
  const activity = new Activity(threads, () => {
    list.post();
    around.onWaiting(threads.conversations.reduce((sum, { turns }) => sum + countWaiting(turns), 0));
  });
  const history: ThreadHistory = new ThreadHistory({
    threads: service,
    agent: agentOf,
    logError,
    onLoading: () => chat.sendState(),
  });
  const actions: ThreadActions = new ThreadActions({
    service,
    keeper: threads,
    list,
    agentId: (conversation) => agentOf(conversation).id,
    logError,
  });
  const chat: ChatController = new ChatController(
    {
      connection,
      threads,
      choice,
      drafts: around.drafts,
      serverName: around.serverName,
      origin: around.origin,
      strings: around.strings,
      look: around.look,
      context: () => tray.items,
      queue: (threadId) => queue.shown(threadId),
      isLoadingEarlier: (conversation) => history.isLoading(conversation),
      onOwnerChanged: () => {
        queue.clear();
        list.reset();
        activity.changed();
      },
      onShown: () => void desk.sync(),
    },
    around.post,
  );
  const showNotice: ChatController["showNotice"] = (notice) => chat.showNotice(notice);
  const desk: ThreadDesk = new ThreadDesk({
    keeper: threads,
    history,
    list,
    actions,
    isReady: () => connection.status === "ready",
    useAgent: (id) => connection.findAgent(id) && choice.select(id),
    redraw: () => chat.redraw(),
    focusInput: () => chat.focusInput(),
    showNotice,
    logError,
  });
  const sender = new Sender({
    connection,
    threads,
    choice,
    tray,
    queue,
    turns: new TurnActions({ service, logError }),
    adoptAccount: () => chat.adoptAccount(),
    giveBack: (text, notice) => chat.giveBack(text, notice),
    showNotice,
    onQueue: () => chat.sendState(),
    readAgain: (conversation) => desk.readAgain(conversation),
    logError,
  });
  const context = new AttachmentActions({
    list: tray,
    provider: around.sources,
    turns: () => threads.conversation.turns,
    showPreview: around.showPreview,
    post: (message) => chat.post(message),
    showNotice,
    logError,
  });
  return {
    chat,
    sender,
    desk,
    list,
    context,
    tray,
    threads,
    filePart: (turnId, partId) => filePart(threads.conversation.turns.find(({ id }) => id === turnId)?.parts, partId),
    close: async () => {
      await Promise.all([actions.deletes.flush(), threads.flush()]);
    },
  };
}

/** A file among parts and whatever is nested in them. */
function filePart(parts: readonly Part[] = [], partId: string): FilePart | undefined {
  for (const part of parts) {
    const within = part.kind === "tool" ? part.nested : part.kind === "step" ? part.parts : undefined;
    const found = part.kind === "file" && part.id === partId ? part : filePart(within, partId);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** Says when something begins, ends or waits in any thread; the chunks in between say nothing. */
class Activity {
  private last = "";

  constructor(
    private readonly threads: ThreadKeeper,
    private readonly onChange: () => void,
  ) {}

  changed(): void {
    const now = this.threads.conversations
      // Asked at every chunk: the turns are looked at only while nothing is being written to them.
      .map(
        (each) =>
          `${each.threadId} ${each.busy} ${each.lastTurn?.state ?? ""} ${each.busy ? "" : countWaiting(each.turns)}`,
      )
      .join("\n");
    if (now !== this.last) {
      this.last = now;
      this.onChange();
    }
  }
}
