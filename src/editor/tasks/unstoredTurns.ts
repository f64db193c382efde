import * as l10n from "@vscode/l10n";
import type { AgentService } from "../../agents/agentService";
import { UnstoredRequests } from "../../agents/hiddenThread";
import { noSuchAgent } from "../../agents/requestErrors";
import type { AgentChoice } from "../../chat/agentChoice";
import type { ServerConnection } from "../../chat/serverConnection";
import type { Account } from "../../shared/account";
import type { AgentSummary } from "../../shared/protocol";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";
import { ownerGone } from "../languageModel/callErrors";
import { contentFiltered, lengthReached } from "../languageModel/responseSentences";
import type { Asker } from "./asker";

/** What an agent is asked, in English, since people do not read it. */
export interface TaskPrompt {
  /** Said to the agent besides its own instructions: in which form it has to respond. */
  readonly system: string;
  readonly text: string;
}

/** An agent that does one task for one person. */
export interface TaskAgent {
  /** As people call it. */
  readonly name: string;
  /**
   * The response's text.
   *
   * @throws UserFacingError when there is none that can be used, or an `AbortError` after `signal`
   */
  respond(prompt: TaskPrompt, signal: AbortSignal): Promise<string>;
}

/** As much of an `OwnerSession` as such a task needs. */
export interface TaskOwner {
  readonly id: string;
  readonly account: Pick<Account, "sub">;
  readonly isClosed: boolean;
  readonly services: { readonly agents: Pick<AgentService, "generate"> };
}

export interface UnstoredTurnsDependencies {
  readonly connection: Pick<ServerConnection, "status" | "agents" | "lookForAgent" | "serverLabel">;
  readonly choice: Pick<AgentChoice, "resolve">;
  /** Whoever is there now. */
  readonly current: () => TaskOwner | undefined;
  /** Looks who is there, and signs in where nobody is. */
  readonly enter: () => Promise<void>;
  /** Shows the panel, which says what is missing, with the button that helps. */
  readonly reveal: () => Promise<void>;
}

/** Tasks of which nothing stays in anybody's threads: an agent is asked once, and its response is used in the editor. */
export class UnstoredTurns {
  private readonly requests = new UnstoredRequests();

  constructor(private readonly deps: UnstoredTurnsDependencies) {}

  /**
   * The agent for a task. Signs in where nobody is.
   *
   * @param agentId the agent of the panel when left out
   * @returns undefined when there is none to ask, for the reason that the panel tells
   * @throws UserFacingError
   */
  async agent(
    asker: Pick<Asker, "chosen"> & { readonly session: TaskOwner | undefined },
    agentId?: string,
  ): Promise<TaskAgent | undefined> {
    const { connection, choice, current, enter, reveal } = this.deps;
    await enter();
    const owner = asker.session ?? current();
    if (owner?.isClosed) {
      throw ownerGone();
    }
    if (!owner || connection.status !== "ready") {
      await reveal();
      return undefined;
    }
    const id = agentId ?? choice.resolve(asker.chosen, connection.agents);
    const agent = await connection.lookForAgent(id);
    if (owner.isClosed) {
      throw ownerGone();
    }
    if (!agent) {
      throw noSuchAgent(connection.serverLabel, id);
    }
    return { name: agent.name, respond: (prompt, signal) => this.respond(owner, agent, prompt, signal) };
  }

  private async respond(
    owner: TaskOwner,
    { id, name }: AgentSummary,
    prompt: TaskPrompt,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      const { agents } = owner.services;
      const { text, finishReason } = await this.requests.once(owner, (hidden) =>
        agents.generate(id, prompt.text, hidden, signal, prompt.system),
      );
      if (owner.isClosed) {
        throw ownerGone();
      }
      return usable(text, finishReason, name);
    } catch (error) {
      throw owner.isClosed && !signal.aborted && isCancellation(error) ? ownerGone() : error;
    }
  }
}

/** @throws UserFacingError when the response is none, or is not whole */
function usable(text: string, finishReason: string, agentName: string): string {
  switch (finishReason) {
    case "suspended":
      throw new UserFacingError(
        "needsPerson",
        l10n.t(
          "{0} called a tool that waits for you, which only the Agent Chat panel can show. Ask {0} there instead.",
          agentName,
        ),
      );
    case "length":
      throw new UserFacingError("cutOff", lengthReached());
    case "content-filter":
      throw new UserFacingError("filtered", contentFiltered());
    default:
      if (text.trim() === "") {
        throw new UserFacingError(
          "noText",
          l10n.t("{0} responded without text. Try again, or ask in the Agent Chat panel.", agentName),
        );
      }
      return text;
  }
}
