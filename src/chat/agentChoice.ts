import * as l10n from "@vscode/l10n";
import type { AgentSummary } from "../shared/protocol";
import type { Notice } from "../shared/transcript";

export interface AgentChoiceDependencies {
  /** The setting `agentChat.agent`, and whether a person has set it. */
  readonly preferred: () => { id: string; explicit: boolean };
  /** The picker's choice in this workspace. */
  readonly chosen: { get(): string | undefined; set(id: string | undefined): void };
}

/** What was chosen at one moment: an action keeps it until the agents are known. */
export interface ChosenAgent {
  readonly picked: string | undefined;
  readonly preferred: string;
}

/** Which of the server's agents a message goes to: the picker's, else the setting's, else the first. */
export class AgentChoice {
  constructor(private readonly deps: AgentChoiceDependencies) {}

  /** What is chosen now, whether or not the server's agents are known. */
  capture(): ChosenAgent {
    return { picked: this.deps.chosen.get(), preferred: this.deps.preferred().id };
  }

  /** The agent that a choice means on a server with these agents. */
  resolve({ picked, preferred }: ChosenAgent, agents: readonly AgentSummary[]): string {
    const candidates = [picked, preferred, agents[0]?.id];
    return candidates.find((id) => agents.some((agent) => agent.id === id)) ?? preferred;
  }

  current(agents: readonly AgentSummary[]): string {
    return this.resolve(this.capture(), agents);
  }

  select(agentId: string): void {
    this.deps.chosen.set(agentId);
  }

  /** A choice that begins as this one is, and follows it until something is picked in it: for one editor tab. */
  branch(): AgentChoice {
    let own: string | undefined;
    const chosen = {
      get: () => own ?? this.deps.chosen.get(),
      set: (id: string | undefined) => {
        own = id;
      },
    };
    return new AgentChoice({ preferred: this.deps.preferred, chosen });
  }

  /** The setting has changed: it counts again, whatever was picked before. */
  reset(): void {
    this.deps.chosen.set(undefined);
  }

  /** A setting that names an agent the server does not have deserves a word, unless one was picked. */
  missing(agents: readonly AgentSummary[], server: string): Notice | undefined {
    const { id, explicit } = this.deps.preferred();
    if (!explicit || this.deps.chosen.get() !== undefined || agents.some((agent) => agent.id === id)) {
      return undefined;
    }
    return {
      message: l10n.t('{0} has no agent "{1}", which is set in your settings. Choose another agent.', server, id),
      actions: ["selectAgent"],
    };
  }
}
