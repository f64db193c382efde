import type * as vscode from "vscode";
import type { ApprovalMemory, RememberedApproval } from "../chat/approvals/rememberedApprovals";
import type { ThreadTools } from "../chat/clientTools/clientTools";
import type { EditorAccessDependencies } from "../chat/clientTools/editorAccess";
import { type DraftMemory, NOBODY } from "../chat/draftStore";
import type { UnreadMemory } from "../chat/threads/unseenResponses";
import type { Draft } from "../shared/protocol";
import type { ChosenServer } from "./servers";

const DRAFTS_KEY = "agentChat.drafts";

/** Where versions before 0.5.0 kept the one draft, whoever wrote it. */
const OLDER_DRAFT_KEY = "agentChat.draft";
const CHOSEN_AGENT_KEY = "agentChat.chosenAgent";
const CHOSEN_SERVER_KEY = "agentChat.chosenServer";
const APPROVALS_KEY = "agentChat.approvals";
const EDITOR_TOOLS_KEY = "agentChat.editorTools";
const UNREAD_KEY = "agentChat.unread";
const OPEN_SERVERS_KEY = "agentChat.openServers";

/** What a workspace remembers between two windows: the draft and what was picked. */
export class WorkspaceMemory {
  /** @param isTrusted whether a person trusts the workspace */
  constructor(
    private readonly state: vscode.Memento,
    private readonly isTrusted: () => boolean,
  ) {}

  readonly drafts: DraftMemory = {
    get: () => {
      const older = this.state.get<Draft>(OLDER_DRAFT_KEY);
      return { ...(older ? { [NOBODY]: older } : {}), ...this.state.get<Readonly<Record<string, Draft>>>(DRAFTS_KEY) };
    },
    set: (drafts) => {
      void this.state.update(DRAFTS_KEY, drafts);
      void this.state.update(OLDER_DRAFT_KEY, undefined);
    },
  };

  /** In which threads agents may use the editor. */
  readonly editorTools: EditorAccessDependencies["memory"] = {
    get: () => this.state.get<Readonly<Record<string, ThreadTools>>>(EDITOR_TOOLS_KEY, {}),
    set: (switched) => void this.state.update(EDITOR_TOOLS_KEY, switched),
  };

  readonly chosenAgent = {
    get: (): string | undefined => this.state.get<string>(CHOSEN_AGENT_KEY),
    set: (id: string | undefined): void => void this.state.update(CHOSEN_AGENT_KEY, id),
  };

  readonly approvals: ApprovalMemory = {
    get: () => this.state.get<readonly RememberedApproval[]>(APPROVALS_KEY, []),
    set: (approvals) => void this.state.update(APPROVALS_KEY, approvals),
    isTrusted: (): boolean => this.isTrusted(),
  };

  /** Threads in which something came that nobody has seen. */
  readonly unread: UnreadMemory = {
    get: () => this.state.get<Readonly<Record<string, readonly string[]>>>(UNREAD_KEY, {}),
    set: (unread) => void this.state.update(UNREAD_KEY, unread),
  };

  readonly chosenServer: ChosenServer = {
    get: () => this.state.get<string>(CHOSEN_SERVER_KEY),
    set: (name) => void this.state.update(CHOSEN_SERVER_KEY, name),
  };
}

/** Which servers asked for no sign-in when they were last asked; every workspace knows. */
export class OpenServerMemory {
  constructor(private readonly state: vscode.Memento) {}

  /** See `ServerAddress.key`. */
  readonly keys = {
    get: (): readonly string[] => this.state.get<readonly string[]>(OPEN_SERVERS_KEY, []),
    set: (keys: readonly string[]): void => void this.state.update(OPEN_SERVERS_KEY, keys),
  };
}
