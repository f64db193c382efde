import { lazily } from "../../shared/lazily";
import type { Connection } from "../../shared/protocol";
import type { Turn } from "../../shared/transcript";
import { noticeOf } from "../../shared/userFacingError";
import type { Conversation } from "../conversation";
import { mirrorLost } from "../conversationNotices";
import type { MessageQueue } from "../messageQueue";
import type { MessageSender } from "../messageSender";
import type { OpenConversations } from "../openConversations";
import type { PlaceMirrors, SessionView } from "../ownerPlace";
import type { OwnerServices } from "../ownerServices";
import type { ThreadHistory } from "../threads/threadHistory";
import type { MirrorsDependencies } from "./mirrors";

/** As much of an `OwnerSession` as its mirrors need. */
export interface MirroredSession {
  readonly account: { readonly sub: string };
  readonly conversations: OpenConversations;
  readonly queue: MessageQueue;
  readonly services: OwnerServices;
  readonly sender: Pick<MessageSender, "settle">;
  readonly places: { tell(what: (view: SessionView) => void): void };
  readonly isClosed: boolean;
}

export interface SessionMirrorsDependencies extends Pick<
  MirrorsDependencies,
  "agentOf" | "logError" | "onSteered" | "signal"
> {
  readonly connection: { readonly status: Connection };
  readonly history: Pick<ThreadHistory, "sync" | "remembers">;
  readonly isInSight: (conversation: Conversation) => boolean;
  /** Whether a thread is deleted, though it may come back: what waits there is not sent. */
  readonly isDeleted: (threadId: string) => boolean;
}

/** What is answered elsewhere in the threads of an owner that a person sees; loaded with the first of them. */
export class SessionMirrors implements PlaceMirrors {
  private readonly mirrors = lazily(async () => {
    const { Mirrors } = await import("./mirrors");
    const { deps, session } = this;
    const { account, conversations, places, queue, services } = session;
    const { access, agents } = services;
    return (
      access &&
      new Mirrors({
        ...deps,
        ...{ access, agents, resourceId: account.sub },
        inSight: () => this.inSight,
        isNeeded: (conversation) => {
          const { threadId } = conversation;
          const isThere = conversations.all.includes(conversation) && !deps.isDeleted(threadId);
          return isThere && queue.of(threadId).length > 0;
        },
        hold: (conversation) => conversations.hold(conversation),
        remembers: (agentId) => deps.history.remembers(agentId),
        sync: (conversation) => deps.history.sync(conversation),
        onChange: (conversation) => places.tell((view) => view.turnsChanged(conversation)),
        onRest: (conversation) => this.rested(conversation),
        onUnreadable: (conversation, error) => this.tellTrouble(conversation, error),
        lostNotice: () => mirrorLost(agents.serverLabel()),
      })
    );
  });

  constructor(
    private readonly session: MirroredSession,
    private readonly deps: SessionMirrorsDependencies,
  ) {}

  /** @see PlaceMirrors.refresh */
  refresh(): void {
    if (this.mirrors.made) {
      this.mirrors.made.refresh();
    } else if (this.session.services.access && this.inSight.length > 0) {
      this.mirrors().then(
        (mirrors) => mirrors?.refresh(),
        (error: unknown) => this.deps.logError("subscribing to a thread", error),
      );
    }
  }

  /** @see PlaceMirrors.turns */
  turns(conversation: Conversation): readonly Turn[] {
    return this.mirrors.made?.turns(conversation) ?? conversation.turns;
  }

  /** @see PlaceMirrors.agentId */
  agentId(conversation: Conversation): string | undefined {
    return this.mirrors.made?.agentId(conversation);
  }

  /** Ends what is answered elsewhere in a thread. Never throws: whoever sees the thread reads why it can't. */
  async stop(conversation: Conversation): Promise<void> {
    try {
      await this.mirrors.made?.stop(conversation);
    } catch (error) {
      this.deps.logError("stopping a response of another window", error);
      this.tellTrouble(conversation, error);
    }
  }

  /** @see ThreadHistoryDependencies.reading */
  reading(conversation: Conversation): ((turns: readonly Turn[]) => void) | undefined {
    return this.mirrors.made?.reading(conversation);
  }

  /** What a person can see, while the server can be asked. Of a thread in which nothing was asked yet nobody knows. */
  private get inSight(): readonly Conversation[] {
    const { connection, isInSight } = this.deps;
    const isReady = !this.session.isClosed && connection.status === "ready";
    return this.session.conversations.all.filter(
      (each) => isReady && (each.turns.length > 0 || each.title !== undefined) && isInSight(each),
    );
  }

  private tellTrouble(conversation: Conversation, error: unknown): void {
    this.session.places.tell((view) => view.isShowing(conversation) && view.showNotice(noticeOf(error)));
  }

  /** What waited for the end of a response elsewhere is next. A call that waits is decided where it was asked. */
  private rested(conversation: Conversation): void {
    const { threadId, lastTurn } = conversation;
    if (this.session.queue.of(threadId).length > 0 && lastTurn?.state !== "waiting") {
      void this.session.sender.settle(conversation, true);
    } else {
      this.refresh();
    }
  }
}
