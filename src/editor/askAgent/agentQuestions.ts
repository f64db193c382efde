import * as l10n from "@vscode/l10n";
import type { AgentService } from "../../agents/agentService";
import type { AgentChunk } from "../../agents/chunk";
import { UnstoredRequests } from "../../agents/hiddenThread";
import type { Attachment } from "../../agents/outgoingMessage";
import type { ServerAddress } from "../../agents/serverUrl";
import type { WholeResponse } from "../../agents/wholeResponse";
import type { Account } from "../../shared/account";
import type { AgentSummary } from "../../shared/protocol";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";
import { notSignedIn, ownerGone } from "../languageModel/callErrors";
import {
  connectionLost,
  contentFiltered,
  lengthReached,
  needsApproval,
  refused,
  runFailed,
} from "../languageModel/responseSentences";

/** Whose question it is: as much of an `OwnerSession` as a question needs. */
export interface AskingOwner {
  readonly id: string;
  readonly account: Account;
  readonly server: ServerAddress;
  readonly isClosed: boolean;
  readonly services: {
    readonly agents: Pick<AgentService, "listAgents" | "generate" | "modelTurn" | "declineAnswer">;
  };
}

/** Whom a question goes to: settled before anybody is asked to confirm it, and carried to its end. */
export interface AskedAgent {
  readonly owner: AskingOwner;
  readonly agent: AgentSummary;
}

export interface AgentQuestionsDependencies {
  /** Whoever is signed in at the server of the settings. */
  readonly owner: () => Promise<AskingOwner | undefined>;
  /** Which of these agents is meant when nobody names one. */
  readonly preferred: (agents: readonly AgentSummary[]) => string;
  readonly logError: (what: string, error: unknown) => void;
}

/**
 * Questions of others than the person: assistants and extensions. They belong to no thread, and nothing of them is
 * stored on the server.
 */
export class AgentQuestions {
  private readonly requests = new UnstoredRequests();

  constructor(private readonly deps: AgentQuestionsDependencies) {}

  /** @throws UserFacingError `notSignedIn` */
  async owner(): Promise<AskingOwner> {
    const owner = await this.deps.owner();
    if (!owner) {
      throw notSignedIn();
    }
    return owner;
  }

  /**
   * The agent that a name means.
   *
   * @param name its id or what it is called, in any case; undefined for the agent that the person uses
   * @throws UserFacingError `agentNotFound` with the names that there are
   */
  async find(owner: AskingOwner, name: string | undefined): Promise<AskedAgent> {
    const agents = await whileOpen(owner, owner.services.agents.listAgents());
    const asked = name?.trim() || this.deps.preferred(agents);
    const same = (text: string): boolean => text.toLowerCase() === asked.toLowerCase();
    const agent =
      agents.find(({ id }) => id === asked) ?? agents.find(({ id, name: called }) => same(id) || same(called));
    if (!agent) {
      throw noSuchAgent(owner.server.label, asked, agents);
    }
    return { owner, agent };
  }

  /**
   * Asks, and gives the whole response.
   *
   * @throws UserFacingError, or an `AbortError` after `signal`
   */
  async ask(
    { owner, agent }: AskedAgent,
    question: string,
    attachments: readonly Attachment[],
    signal: AbortSignal,
  ): Promise<string> {
    const { agents } = owner.services;
    const message = { id: crypto.randomUUID(), text: question, attachments };
    const response = await whileOpen(
      owner,
      this.requests.once(owner, (hidden) => agents.generate(agent.id, message, hidden, signal)),
    );
    if (response.waiting) {
      await this.decline(owner, agent, response.waiting, signal);
    }
    return saidBy(agent, response);
  }

  /**
   * Asks, and gives the response's text as it is written.
   *
   * @throws UserFacingError, or an `AbortError` after `signal`
   */
  async *stream({ owner, agent }: AskedAgent, question: string, signal: AbortSignal): AsyncGenerator<string, void> {
    let textId: string | undefined;
    let hasEnded = false;
    for await (const chunk of this.chunks(owner, agent.id, question, signal)) {
      if (owner.isClosed) {
        throw ownerGone();
      }
      if (chunk.type === "text-delta") {
        // Two texts are two paragraphs, whatever stands between them.
        yield textId === undefined || textId === chunk.id ? chunk.text : `\n\n${chunk.text}`;
        textId = chunk.id;
      } else {
        throwFailure(agent, chunk);
        hasEnded ||= chunk.type === "finish" || chunk.type === "abort";
      }
    }
    if (!hasEnded) {
      throw new UserFacingError("runFailed", connectionLost(owner.server.label));
    }
  }

  private async *chunks(
    owner: AskingOwner,
    agentId: string,
    question: string,
    signal: AbortSignal,
  ): AsyncGenerator<AgentChunk, void> {
    const { agents } = owner.services;
    const turn = {
      messages: [{ role: "user", content: [{ type: "text", text: question }] } as const],
      system: "",
      clientTools: {},
    };
    try {
      for await (const chunks of this.requests.stream(owner, (hidden) =>
        agents.modelTurn(agentId, turn, hidden, signal),
      )) {
        yield* chunks;
      }
    } catch (error) {
      throw owner.isClosed && isCancellation(error) ? ownerGone() : error;
    }
  }

  /** Nobody can approve the call: the run must not wait on the server for ever. */
  private async decline(
    { services: { agents } }: AskingOwner,
    agent: AgentSummary,
    { schema, ...call }: NonNullable<WholeResponse["waiting"]>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      // What the agent says to that is read by nobody.
      await Array.fromAsync(agents.declineAnswer(agent.id, call, schema, signal));
    } catch (error) {
      this.deps.logError("declining a tool call", error);
    }
  }
}

/** @throws UserFacingError `ownerGone` in the place of the cancellation that the owner's end brings */
async function whileOpen<T>(owner: AskingOwner, request: Promise<T>): Promise<T> {
  try {
    const value = await request;
    if (!owner.isClosed) {
      return value;
    }
  } catch (error) {
    if (!(owner.isClosed && isCancellation(error))) {
      throw error;
    }
  }
  throw ownerGone();
}

function saidBy(agent: AgentSummary, { text, finishReason, refusal, waiting }: WholeResponse): string {
  if (waiting) {
    throw new UserFacingError("needsApproval", needsApproval(waiting.toolName, agent.name));
  }
  if (refusal !== undefined) {
    throw new UserFacingError("refused", refused(refusal));
  }
  if (finishReason === "error") {
    throw new UserFacingError("runFailed", runFailed(""));
  }
  const cut = finishReason === "length" ? lengthReached() : finishReason === "content-filter" ? contentFiltered() : "";
  const said = [text, cut].filter((part) => part !== "").join("\n\n");
  if (said === "") {
    throw new UserFacingError("noText", l10n.t("{0} has ended its response without a word. Ask again.", agent.name));
  }
  return said;
}

function throwFailure(agent: AgentSummary, chunk: AgentChunk): void {
  switch (chunk.type) {
    case "tool-call-approval":
    case "tool-call-suspended":
      throw new UserFacingError("needsApproval", needsApproval(chunk.toolName, agent.name));
    case "tripwire":
      throw new UserFacingError("refused", refused(chunk.reason));
    case "error":
      throw new UserFacingError("runFailed", runFailed(chunk.message));
    default:
  }
}

function noSuchAgent(server: string, name: string, agents: readonly AgentSummary[]): UserFacingError {
  const message = l10n.t(
    "{0} has no agent called {1}. It has these: {2}.",
    server,
    name,
    agents.map(({ id, name: called }) => (id === called ? id : `${called} (${id})`)).join(", "),
  );
  return new UserFacingError("agentNotFound", message);
}
