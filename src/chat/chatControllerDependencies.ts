import type { ContextItem, ContextSuggestion } from "../shared/context";
import type { Look } from "../shared/protocol";
import type { Translations } from "../shared/translations";
import type { AgentChoice } from "./agentChoice";
import type { AttachmentActions } from "./attachments/attachmentActions";
import type { EditorAccess } from "./clientTools/editorAccess";
import type { DraftStore } from "./draftStore";
import type { OwnerPlace } from "./ownerPlace";
import type { OwnerSession } from "./ownerSession";
import type { ServerConnection } from "./serverConnection";

export interface ChatControllerDependencies<Place extends OwnerPlace = OwnerSession> {
  readonly connection: ServerConnection;
  readonly sessions: {
    current(): Place | undefined;
    find(id: string): Place | undefined;
    /** What goes along with the next message of whoever is there, or will be. */
    attached(): readonly ContextItem[];
    attachmentActions(id?: string): AttachmentActions | undefined;
    /** Who is there instead of the only one to whom this place shows anything. */
    otherOwner?(): string | undefined;
  };
  readonly choice: AgentChoice;
  readonly drafts: Pick<DraftStore, "of" | "typed" | "restore" | "claimLate" | "sent" | "take">;
  /** False in a workspace that is not trusted. */
  readonly isTrusted: () => boolean;
  /** What people call the server, if the settings give it a name. */
  readonly serverName: () => string | undefined;
  /** The texts of the display language. */
  readonly strings: () => Translations;
  readonly look: () => Look;
  /** In which threads agents may use the editor. */
  readonly editorAccess?: Pick<EditorAccess, "state">;
  /** The file in front in the editor, if it may be offered. */
  readonly currentFile: () => ContextSuggestion | undefined;
  /** How many tool calls wait for a person, in any thread. */
  readonly onWaiting: (count: number) => void;
  /** Whether a person can see the chat in another place than this one. */
  readonly isVisibleElsewhere?: () => boolean;
  /** Something that `viewState` tells has changed, or a run of any thread has begun, ended or waits. */
  readonly onState?: () => void;
}
