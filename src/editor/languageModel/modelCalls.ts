import * as l10n from "@vscode/l10n";
import type { AgentService } from "../../agents/agentService";
import { UnstoredRequests } from "../../agents/hiddenThread";
import type { ModelTurn } from "../../agents/modelTurn";
import type { ServerAddress } from "../../agents/serverUrl";
import type { Account } from "../../shared/account";
import { isCancellation, UserFacingError } from "../../shared/userFacingError";
import { agentOfModel } from "./agentModels";
import { notSignedIn, ownerGone } from "./callErrors";
import { clientTools, type OfferedTool } from "./clientTools";
import type { ChatMessage } from "./messageParts";
import { type ResponseSink, ResponseWriter } from "./responseWriter";
import { turnConversation } from "./turnMessages";

/** Whose call it is: as much of an `OwnerSession` as a call needs. */
export interface CallOwner {
  readonly id: string;
  readonly account: Account;
  readonly server: ServerAddress;
  readonly isClosed: boolean;
  readonly services: { readonly agents: Pick<AgentService, "modelTurn"> };
}

export interface ModelCall {
  /** Of the model that was picked. */
  readonly modelId: string;
  /** What it is called, for sentences. */
  readonly modelName: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly OfferedTool[];
  /** One of the tools must be called. */
  readonly mustCallTool: boolean;
}

export interface ModelCallDependencies {
  /** Whoever is there now. */
  readonly owner: () => Promise<CallOwner | undefined>;
  /** Returns when what VS Code's chat sends may go to the owner's server. @throws UserFacingError */
  readonly consent: (owner: CallOwner) => Promise<void>;
}

/** Calls of agents as VS Code's models: each is one turn of a conversation that VS Code keeps. */
export class ModelCalls {
  private readonly requests = new UnstoredRequests();

  constructor(private readonly deps: ModelCallDependencies) {}

  /**
   * Answers one call. Whose it is is settled here at its beginning: when they have signed out, or the server is
   * another one, nothing more is written.
   *
   * @throws UserFacingError, or an `AbortError` after `signal`
   */
  async answer(call: ModelCall, sink: ResponseSink, signal: AbortSignal): Promise<void> {
    const owner = await this.deps.owner();
    if (!owner) {
      throw notSignedIn();
    }
    const agentId = agentOfModel(call.modelId, owner.server.key);
    if (agentId === undefined) {
      throw otherServer(call.modelName, owner.server.label);
    }
    const isGone = (): boolean => owner.isClosed;
    await unlessAborted(this.deps.consent(owner), signal);
    if (isGone()) {
      throw ownerGone();
    }
    const turn = turnOf(call);
    const writer = new ResponseWriter(sink, {
      clientTools: new Set(Object.keys(turn.clientTools)),
      agentName: call.modelName,
      server: owner.server.label,
    });
    const { agents } = owner.services;
    const turns = this.requests.stream(owner, (hidden) => agents.modelTurn(agentId, turn, hidden, signal));
    try {
      for await (const chunks of turns) {
        if (isGone()) {
          throw ownerGone();
        }
        writer.write(chunks);
      }
    } catch (error) {
      throw isGone() && isCancellation(error) ? ownerGone() : error;
    }
    writer.end();
  }
}

function turnOf({ messages, tools, mustCallTool }: ModelCall): ModelTurn {
  return {
    ...turnConversation(messages),
    clientTools: clientTools(tools),
    ...(mustCallTool && tools.length > 0 ? { toolChoice: "required" } : {}),
  };
}

/** A question may stay on the screen for long; who cancels does not wait for its answer. */
async function unlessAborted(asking: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener("abort", stop);
  });
  try {
    await Promise.race([asking, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function otherServer(name: string, server: string): UserFacingError {
  const message = l10n.t("{0} is an agent of another server than {1}. Choose a model again.", name, server);
  return new UserFacingError("otherServer", message);
}
