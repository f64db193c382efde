import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type {
  AgentChatAgent,
  AgentChatCaller,
  AgentChatExports,
  AgentChatQuestion,
  AgentChatResponse,
} from "../../../docs/agent-chat";
import { fields, text } from "../../agents/fields";
import type { ExtensionServer } from "../../auth/vscode/extensionConsent";
import type { AgentSummary } from "../../shared/protocol";
import { isCancellation, noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { AgentQuestions, AskingOwner } from "../askAgent/agentQuestions";
import { withSignal } from "../withSignal";
import { plainError } from "../languageModel/callErrors";

export interface ExtensionApiDependencies {
  readonly questions: Pick<AgentQuestions, "owner" | "find" | "ask" | "stream">;
  /** Asks, if it must; returns when an extension may ask agents. @throws UserFacingError `extensionDeclined` */
  readonly consent: (server: ExtensionServer) => Promise<void>;
  readonly logError: (what: string, error: unknown) => void;
}

/** What other extensions may ask (docs/api.md). Everything that comes in is checked: no compiler has seen it. */
export class ExtensionApi implements Omit<AgentChatExports, "version"> {
  constructor(private readonly deps: ExtensionApiDependencies) {}

  agents(caller: AgentChatCaller, token?: vscode.CancellationToken): Promise<readonly AgentChatAgent[]> {
    return this.guarded(token, async (signal) => {
      const owner = await this.admitted(caller, signal);
      return (await owner.services.agents.listAgents()).map(published);
    });
  }

  ask(question: AgentChatQuestion, token?: vscode.CancellationToken): Promise<AgentChatResponse> {
    return this.guarded(token, async (signal) => {
      const { words, agent } = readQuestion(question);
      const owner = await this.admitted(question, signal);
      const asked = await this.deps.questions.find(owner, agent);
      signal.throwIfAborted();
      const said = await this.deps.questions.ask(asked, words, [], signal);
      return { text: said, agent: published(asked.agent) };
    });
  }

  async *stream(question: AgentChatQuestion, token?: vscode.CancellationToken): AsyncGenerator<string, void> {
    const abort = new AbortController();
    const listener = token?.onCancellationRequested(() => abort.abort());
    try {
      if (token?.isCancellationRequested) {
        abort.abort();
      }
      const { words, agent } = readQuestion(question);
      const owner = await this.admitted(question, abort.signal);
      const asked = await this.deps.questions.find(owner, agent);
      abort.signal.throwIfAborted();
      yield* this.deps.questions.stream(asked, words, abort.signal);
    } catch (error) {
      throw this.published(error);
    } finally {
      listener?.dispose();
      // Whoever leaves the loop wants no more of it.
      abort.abort();
    }
  }

  private async guarded<T>(
    token: vscode.CancellationToken | undefined,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await withSignal(token, run);
    } catch (error) {
      throw this.published(error);
    }
  }

  /** Whose agents are asked is settled here, before the question to the person. */
  private async admitted(caller: unknown, signal: AbortSignal): Promise<AskingOwner> {
    signal.throwIfAborted();
    const id = text(fields(caller)["extension"]);
    const extension = vscode.extensions.getExtension(id);
    if (!extension) {
      const message = l10n.t("No extension has the id {0}. Give your own, as context.extension.id says it.", id);
      throw new UserFacingError("unknownExtension", message);
    }
    const owner = await this.deps.questions.owner();
    const { id: ownerId, account, server } = owner;
    const name = text(fields(extension.packageJSON)["displayName"]) || extension.id;
    await this.deps.consent({
      extension: extension.id.toLowerCase(),
      extensionName: name,
      ownerId,
      address: server.key,
      server: server.label,
      account,
    });
    signal.throwIfAborted();
    return owner;
  }

  /** An error as other extensions get it: our own sentence, no stack. */
  private published(error: unknown): Error {
    if (isCancellation(error)) {
      return new vscode.CancellationError();
    }
    this.deps.logError("answering another extension", error);
    const code = error instanceof UserFacingError ? error.kind : "unexpected";
    return Object.assign(plainError(noticeOf(error).message), { code });
  }
}

function readQuestion(question: unknown): { words: string; agent: string | undefined } {
  const words = text(fields(question)["question"]);
  if (words.trim() === "") {
    throw new UserFacingError("noQuestion", l10n.t("The question is empty. Write what the agent is asked."));
  }
  return { words, agent: text(fields(question)["agent"]) || undefined };
}

function published({ id, name, description }: AgentSummary): AgentChatAgent {
  return { id, name, description };
}
