import type * as vscode from "vscode";
import { type DraftMemory, NOBODY } from "../chat/draftStore";
import type { Draft } from "../shared/protocol";
import type { ChosenServer } from "./servers";

const DRAFTS_KEY = "agentChat.drafts";

/** Where versions before 0.5.0 kept the one draft, whoever wrote it. */
const OLDER_DRAFT_KEY = "agentChat.draft";
const CHOSEN_AGENT_KEY = "agentChat.chosenAgent";
const CHOSEN_SERVER_KEY = "agentChat.chosenServer";

/** What a workspace remembers between two windows: the draft and what was picked. */
export class WorkspaceMemory {
  constructor(private readonly state: vscode.Memento) {}

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

  readonly chosenAgent = {
    get: (): string | undefined => this.state.get<string>(CHOSEN_AGENT_KEY),
    set: (id: string | undefined): void => void this.state.update(CHOSEN_AGENT_KEY, id),
  };

  readonly chosenServer: ChosenServer = {
    get: () => this.state.get<string>(CHOSEN_SERVER_KEY),
    set: (name) => void this.state.update(CHOSEN_SERVER_KEY, name),
  };
}
