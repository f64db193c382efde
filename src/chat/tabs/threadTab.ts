import type { ShownThread, ToView } from "../../shared/protocol";
import type { AttachmentActions } from "../attachments/attachmentActions";
import { ChatController } from "../chatController";
import type { ChatControllerDependencies } from "../chatControllerDependencies";
import type { DraftStore } from "../draftStore";
import type { OwnerSessions } from "../ownerSessions";
import { describeThread } from "../threads/localThread";
import { countWaiting } from "../turn/turnChanges";
import { TabDrafts } from "./tabDrafts";
import { ThreadPlace } from "./threadPlace";

/** What an editor tab says of its thread. */
export interface TabState {
  /** Empty while the thread has no title; missing while the thread is not shown. */
  readonly title?: string;
  readonly activity?: "running" | "waiting";
}

/** What the tabs and the view have in common. */
export interface ThreadTabDependencies extends Pick<
  ChatControllerDependencies,
  "connection" | "choice" | "serverName" | "strings" | "look" | "currentFile" | "isTrusted" | "editorAccess"
> {
  readonly sessions: Pick<OwnerSessions, "current">;
  readonly drafts: DraftStore;
}

/** The tab as VS Code has it. */
export interface TabSurface {
  readonly post: (message: ToView) => void;
  readonly setState: (state: TabState) => void;
  readonly close: () => void;
  /** Opens another thread of the same owner; a new one when left out. */
  readonly openThread: (threadId?: string) => void;
}

/** A thread in an editor tab, whoever is signed in: it is shown to its owner and to nobody else. */
export class ThreadTab {
  readonly controller: ChatController<ThreadPlace>;
  private readonly choice: ThreadTabDependencies["choice"];
  private readonly drafts: TabDrafts;
  private place: ThreadPlace | undefined;

  constructor(
    private readonly thread: ShownThread,
    private readonly deps: ThreadTabDependencies,
    private readonly surface: TabSurface,
  ) {
    const { connection, drafts, serverName, strings, look, currentFile, isTrusted, editorAccess } = deps;
    this.choice = deps.choice.branch();
    this.drafts = new TabDrafts(drafts, thread.threadId);
    const { choice } = this;
    this.controller = new ChatController<ThreadPlace>(
      {
        ...{ connection, choice, serverName, strings, look, currentFile, isTrusted },
        ...(editorAccess ? { editorAccess } : {}),
        sessions: {
          current: () => this.current(),
          find: (id) => this.find(id),
          attached: () => this.current()?.attachments.items ?? [],
          attachmentActions: (id) => this.attachmentActions(id),
          otherOwner: () => {
            const id = deps.sessions.current?.id;
            return id === thread.owner ? undefined : id;
          },
        },
        drafts: this.drafts,
        // The view's badge tells of all threads.
        onWaiting: () => undefined,
        onState: () => this.refresh(),
      },
      surface.post,
    );
  }

  /** @see OwnerSessions.find */
  find(owner: string): ThreadPlace | undefined {
    const place = this.current();
    return place?.id === owner ? place : undefined;
  }

  /** Nobody's attachments are the view's. */
  attachmentActions(owner?: string): AttachmentActions | undefined {
    const place = owner === undefined ? this.current() : this.find(owner);
    return place?.attachmentActions;
  }

  /** Another owner's session is the current one, or nobody's. */
  sessionSwitched(): void {
    this.current();
    this.controller.sessionSwitched();
  }

  /** A person has closed the tab. */
  dispose(): void {
    this.controller.panelGone();
    this.place?.leave();
    this.place = undefined;
  }

  private current(): ThreadPlace | undefined {
    const session = this.deps.sessions.current;
    if (this.place?.session !== session) {
      this.place?.leave();
      this.place = undefined;
    }
    if (session?.id !== this.thread.owner) {
      return undefined;
    }
    if (!this.place) {
      const { choice, drafts, surface } = this;
      this.place = new ThreadPlace({
        session,
        threadId: this.thread.threadId,
        view: this.controller,
        choice,
        drafts,
        openThread: surface.openThread,
        onRestored: () => this.controller.sessionSwitched(),
      });
    }
    return this.place;
  }

  private refresh(): void {
    const { place } = this;
    const shown = place?.conversations.shown;
    if (place?.isDeleted) {
      this.surface.close();
    } else if (shown) {
      const activity = shown.busy ? "running" : countWaiting(shown.turns) > 0 ? "waiting" : undefined;
      const { title } = describeThread(shown.transcript);
      this.surface.setState({ title, ...(activity ? { activity } : {}) });
    } else {
      this.surface.setState({});
    }
  }
}
