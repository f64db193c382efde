import type { ServerAddress } from "../agents/serverUrl";
import type { Account } from "../shared/account";
import type { ContextSuggestion } from "../shared/context";
import type { Look, ToView } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import type { Translations } from "../shared/translations";
import type { AgentChoice } from "./agentChoice";
import type { ApprovalMemory } from "./approvals/rememberedApprovals";
import type { EditorAccess } from "./clientTools/editorAccess";
import { ChatController } from "./chatController";
import type { AttachmentProvider } from "./attachments/attachmentActions";
import { type DraftMemory, DraftStore } from "./draftStore";
import type { OwnerServices } from "./ownerServices";
import { OwnerSessions } from "./ownerSessions";
import { type ConnectionDependencies, ServerConnection } from "./serverConnection";
import { Places } from "./places";
import type { ThreadTabDependencies } from "./tabs/threadTab";
import type { UnreadMemory, UnseenResponse } from "./threads/unseenResponses";
import type { TranscriptStore } from "./transcriptStore";

export interface ChatDependencies {
  /** Who is signed in at the server that the settings name. @throws UserFacingError when that cannot be read */
  readonly account: () => Promise<Account | undefined>;
  /** The server that the settings name. @throws UserFacingError when that is no address */
  readonly server: () => ServerAddress;
  /** What stands in the way of signing in: nothing is configured, or the folder is not trusted. */
  readonly obstacle: () => "noServer" | "restricted" | undefined;
  /** Servers that ask for no sign-in. */
  readonly open: ConnectionDependencies["open"];
  /** Makes the access to an owner's server; `signal` ends what is under way when the session is closed. */
  readonly connect: (account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices;
  /** Looks for the reason behind an error of the connection before a person reads it. */
  readonly explain?: (error: unknown, account: Account, server: ServerAddress) => Promise<unknown>;
  readonly choice: AgentChoice;
  readonly drafts: DraftMemory;
  readonly store: TranscriptStore;
  readonly approvals: ApprovalMemory;
  readonly unread: UnreadMemory;
  readonly attachments: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
  readonly serverName: () => string | undefined;
  readonly strings: () => Translations;
  readonly look: () => Look;
  /** In which threads agents may use the editor; nowhere when left out. */
  readonly editorAccess?: EditorAccess;
  readonly currentFile: () => ContextSuggestion | undefined;
  readonly post: (message: ToView) => void;
  /** How many tool calls wait for a person, in any thread. */
  readonly onWaiting: (count: number) => void;
  /** Something that the view's state tells has changed, or a run has begun, ended or waits. */
  readonly onState?: () => void;
  /** A response ended, failed or waits for a person while nobody saw its thread. */
  readonly onUnseen: (response: UnseenResponse) => void;
  /** The connection has another status. */
  readonly onConnection: () => void;
  readonly logError: (what: string, error: unknown) => void;
  readonly log: { debug(line: string): void; info(line: string): void };
}

/** The chat of one window: the connection to a server, the session of the account that is signed in there, and the panel. */
export class Chat {
  readonly connection: ServerConnection;
  readonly sessions: OwnerSessions;
  readonly controller: ChatController;
  /** The view, and the editor tabs. */
  readonly places: Places;
  /** What an editor tab is made of. */
  readonly forTabs: ThreadTabDependencies;

  constructor(deps: ChatDependencies) {
    const access = deps.editorAccess ? { editorAccess: deps.editorAccess } : {};
    const drafts = new DraftStore(deps.drafts);
    const isTrusted = (): boolean => deps.approvals.isTrusted();
    this.connection = new ServerConnection({
      account: deps.account,
      server: deps.server,
      obstacle: deps.obstacle,
      sessions: {
        use: (account, server) => this.sessions.use(account, server),
        leave: (server) => this.sessions.leave(server),
      },
      open: deps.open,
      onChange: () => {
        this.places.connectionChanged();
        deps.onConnection();
      },
      onSessionEnded: (notice: Notice) => this.places.showNotice(notice),
      logError: deps.logError,
      ...(deps.explain ? { explain: deps.explain } : {}),
    });
    this.controller = new ChatController(
      {
        connection: this.connection,
        sessions: {
          find: (id) => this.sessions.find(id),
          current: () => this.sessions.current,
          attached: () => this.sessions.attached,
          attachmentActions: (id) => this.sessions.attachmentActions(id),
        },
        choice: deps.choice,
        drafts,
        isTrusted,
        serverName: deps.serverName,
        strings: deps.strings,
        look: deps.look,
        currentFile: deps.currentFile,
        ...access,
        onWaiting: deps.onWaiting,
        isVisibleElsewhere: () => this.places.isTabVisible,
        ...(deps.onState ? { onState: deps.onState } : {}),
      },
      deps.post,
    );
    this.places = new Places(this.controller);
    this.sessions = new OwnerSessions({
      connect: deps.connect,
      connection: this.connection,
      choice: deps.choice,
      drafts,
      store: deps.store,
      approvals: deps.approvals,
      unseen: {
        memory: deps.unread,
        isInSight: (conversation) => this.places.isShowing(conversation),
        onUnseen: deps.onUnseen,
      },
      ...access,
      provider: deps.attachments,
      showPreview: deps.showPreview,
      view: this.controller,
      onSwitched: () => this.places.sessionSwitched(),
      onDeletesUndone: (count) => this.controller.deletesUndone(count),
      logError: deps.logError,
      log: deps.log,
    });
    const { connection, sessions } = this;
    this.forTabs = { ...deps, connection, sessions, drafts, isTrusted };
  }

  /** The window closes: what was deleted is deleted on the server, what was answered is written. */
  close(): Promise<void> {
    return this.sessions.flush();
  }
}
