import * as l10n from "@vscode/l10n";
import type { AgentSummary } from "../shared/protocol";
import type { Notice } from "../shared/transcript";

export interface AgentChoiceParts {
  /** The setting `agentChat.agent`, and whether a person has set it. */
  readonly preferred: () => { id: string; explicit: boolean };
  /** The picker's choice in this workspace. */
  readonly chosen: { get(): string | undefined; set(id: string | undefined): void };
}

/** Which of the server's agents a message goes to: the picker's, else the setting's, else the first. */
export class AgentChoice {
  constructor(private readonly parts: AgentChoiceParts) {}

  current(agents: readonly AgentSummary[]): string {
    const preferred = this.parts.preferred().id;
    const candidates = [this.parts.chosen.get(), preferred, agents[0]?.id];
    return candidates.find((id) => agents.some((agent) => agent.id === id)) ?? preferred;
  }

  select(agentId: string): void {
    this.parts.chosen.set(agentId);
  }

  /** The setting has changed: it counts again, whatever was picked before. */
  reset(): void {
    this.parts.chosen.set(undefined);
  }

  /** A setting that names an agent the server does not have deserves a word, unless one was picked. */
  missing(agents: readonly AgentSummary[], server: string): Notice | undefined {
    const { id, explicit } = this.parts.preferred();
    if (!explicit || this.parts.chosen.get() !== undefined || agents.some((agent) => agent.id === id)) {
      return undefined;
    }
    return {
      message: l10n.t('{0} has no agent "{1}", which the settings name. Choose another one.', server, id),
      actions: ["selectAgent"],
    };
  }
}
