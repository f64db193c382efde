import * as vscode from "vscode";
import type { ServerConnection } from "../../chat/serverConnection";
import { noticeOf, UserFacingError } from "../../shared/userFacingError";
import { withSignal } from "../withSignal";
import { type AgentModel, agentModels, type ModelServer } from "./agentModels";
import { plainError, SIGN_IN_HELPS } from "./callErrors";
import type { CallOwner, ModelCalls } from "./modelCalls";
import type { ResponseSink } from "./responseWriter";

export interface AgentModelDependencies {
  /** Whether the current server may be asked without a question to the person; `signedOut` when nobody is there. */
  readonly access: () => Promise<"signedOut" | "silent" | "asks">;
  readonly connection: Pick<ServerConnection, "ensure" | "agents">;
  /** Whoever is there now. */
  readonly owner: () => Pick<CallOwner, "server"> | undefined;
  readonly nameServer: (owner: Pick<CallOwner, "server">) => ModelServer;
  readonly calls: Pick<ModelCalls, "answer">;
  /** Tells VS Code to ask for the list again. */
  readonly changed: () => void;
  /** Offers the person to sign in, without waiting for it. */
  readonly offerSignIn: () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** The agents of the current server as models of VS Code's chat. */
export class AgentModelProvider {
  private told = "[]";

  constructor(private readonly deps: AgentModelDependencies) {}

  /** @param silent nothing may be asked of a person; else whoever is signed out is offered to sign in */
  async list(silent: boolean): Promise<vscode.LanguageModelChatInformation[]> {
    const access = await this.deps.access();
    if (access === "signedOut" && !silent) {
      this.deps.offerSignIn();
    }
    if (access === "silent" || (access === "asks" && !silent)) {
      await this.deps.connection.ensure();
    }
    const models = access === "signedOut" ? [] : this.current();
    this.told = JSON.stringify(models);
    return [...models];
  }

  /** The connection knows more, or less. */
  connectionChanged(): void {
    const models = JSON.stringify(this.current());
    if (models !== this.told) {
      this.told = models;
      this.deps.changed();
    }
  }

  /** @throws Error with one sentence and no stack, which VS Code would show */
  async respond(
    model: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    { tools = [], toolMode }: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const sink: ResponseSink = {
      text: (value) => progress.report(new vscode.LanguageModelTextPart(value)),
      toolCall: (callId, name, input) => progress.report(new vscode.LanguageModelToolCallPart(callId, name, input)),
    };
    const mustCallTool = toolMode === vscode.LanguageModelChatToolMode.Required;
    const call = { modelId: model.id, modelName: model.name, messages, tools, mustCallTool };
    try {
      await withSignal(token, (signal) => this.deps.calls.answer(call, sink, signal));
    } catch (error) {
      if (token.isCancellationRequested) {
        throw new vscode.CancellationError();
      }
      this.deps.logError("answering in VS Code's chat", error);
      if (error instanceof UserFacingError && SIGN_IN_HELPS.has(error.kind)) {
        this.deps.offerSignIn();
      }
      throw plainError(noticeOf(error).message);
    }
  }

  private current(): readonly AgentModel[] {
    const owner = this.deps.owner();
    // Types of 1.106.
    const imageInput = "LanguageModelDataPart" in vscode;
    return owner ? agentModels(this.deps.connection.agents, this.deps.nameServer(owner), imageInput) : [];
  }
}
