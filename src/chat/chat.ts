import type { ServerAddress } from "../agents/serverUrl";
import type { Account } from "../shared/account";
import type { Look, ToView } from "../shared/protocol";
import type { Notice } from "../shared/transcript";
import type { AgentChoice } from "./agentChoice";
import { ChatController } from "./chatController";
import type { AttachmentProvider } from "./attachments/attachmentActions";
import { type DraftMemory, DraftStore } from "./draftStore";
import type { OwnerServices } from "./ownerSession";
import { OwnerSessions } from "./ownerSessions";
import { ServerConnection } from "./serverConnection";
import type { TranscriptStore } from "./transcriptStore";

export interface ChatDependencies {
  /** Who is signed in at the server that the settings name. @throws UserFacingError when that cannot be read */
  readonly account: () => Promise<Account | undefined>;
  /** The server that the settings name. @throws UserFacingError when that is no address */
  readonly server: () => ServerAddress;
  /** What stands in the way of signing in: nothing is configured, or the folder is not trusted. */
  readonly obstacle: () => "noServer" | "restricted" | undefined;
  /** Makes the access to an owner's server; `signal` ends what is under way when the session is closed. */
  readonly connect: (account: Account, server: ServerAddress, signal: AbortSignal) => OwnerServices;
  /** Looks for the reason behind an error of the connection before a person reads it. */
  readonly explain?: (error: unknown, account: Account, server: ServerAddress) => Promise<unknown>;
  readonly choice: AgentChoice;
  readonly drafts: DraftMemory;
  readonly store: TranscriptStore;
  readonly attachments: AttachmentProvider;
  readonly showPreview: (text: string) => Promise<void>;
  readonly serverName: () => string | undefined;
  readonly strings: () => Readonly<Record<string, string>>;
  readonly look: () => Look;
  readonly post: (message: ToView) => void;
  /** How many tool calls wait for a person, in any thread. */
  readonly onWaiting: (count: number) => void;
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

  constructor(deps: ChatDependencies) {
    const drafts = new DraftStore(deps.drafts);
    this.connection = new ServerConnection({
      account: deps.account,
      server: deps.server,
      obstacle: deps.obstacle,
      sessions: {
        use: (account, server) => this.sessions.use(account, server),
        leave: () => this.sessions.leave(),
      },
      onChange: () => {
        this.controller.connectionChanged();
        deps.onConnection();
      },
      onSessionEnded: (notice: Notice) => this.controller.showNotice(notice),
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
        serverName: deps.serverName,
        strings: deps.strings,
        look: deps.look,
        onWaiting: deps.onWaiting,
      },
      deps.post,
    );
    this.sessions = new OwnerSessions({
      connect: deps.connect,
      connection: this.connection,
      choice: deps.choice,
      drafts,
      store: deps.store,
      provider: deps.attachments,
      showPreview: deps.showPreview,
      view: this.controller,
      onSwitched: () => this.controller.sessionSwitched(),
      onDeletesUndone: (count) => this.controller.deletesUndone(count),
      logError: deps.logError,
      log: deps.log,
    });
  }

  /** The window closes: what was deleted is deleted on the server, what was answered is written. */
  close(): Promise<void> {
    return this.sessions.flush();
  }
}
