import type * as vscode from "vscode";
import type { DraftStore } from "../chat/draftBox";
import type { Draft } from "../shared/protocol";
import type { ChosenServer } from "./servers";

const DRAFT_KEY = "agentChat.draft";
const CHOSEN_AGENT_KEY = "agentChat.chosenAgent";
const CHOSEN_SERVER_KEY = "agentChat.chosenServer";

/** What a workspace remembers between two windows: the draft and what was picked. */
export class WorkspaceMemory {
  constructor(private readonly state: vscode.Memento) {}

  readonly draft: DraftStore = {
    get: () => this.state.get<Draft>(DRAFT_KEY),
    set: (draft) => void this.state.update(DRAFT_KEY, draft),
  };

  readonly chosenAgent = {
    get: (): string | undefined => this.state.get<string>(CHOSEN_AGENT_KEY),
    set: (id: string | undefined): void => void this.state.update(CHOSEN_AGENT_KEY, id),
  };

  readonly chosenServer: ChosenServer = {
    get: () => this.state.get<string>(CHOSEN_SERVER_KEY),
    set: (name) => void this.state.update(CHOSEN_SERVER_KEY, name),
  };
}
