import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Attachment } from "../../agents/outgoingMessage";
import { fields, list, text } from "../../agents/fields";
import { senderName } from "../../shared/account";
import { formatBytes } from "../../shared/formats";
import { isCancellation, noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { WorkspaceFiles } from "../code/workspaceFiles";
import { plainError, SIGN_IN_HELPS } from "../languageModel/callErrors";
import { withSignal } from "../withSignal";
import type { AgentQuestions, AskedAgent } from "./agentQuestions";
import { readAskFiles } from "./askFiles";

/** What the model of an assistant writes; nothing in it is sure. */
export interface AskAgentInput {
  readonly agent?: string;
  readonly question: string;
  readonly files?: readonly string[];
}

export interface AskAgentToolDependencies {
  readonly questions: Pick<AgentQuestions, "owner" | "find" | "ask">;
  readonly files: () => Promise<Pick<WorkspaceFiles, "findAll">>;
  /** Offers the person to sign in, without waiting for it. */
  readonly offerSignIn: () => void;
  readonly logError: (what: string, error: unknown) => void;
}

/** A question as a person was shown it. */
interface Shown extends AskedAgent {
  readonly question: string;
  readonly attachments: readonly Attachment[];
}

/** Calls that VS Code has prepared and may still make: it says nothing of those that a person skips. */
const MOST_PREPARED = 20;

/** Letters of a question in its confirmation; VS Code shows all of the call's input below it. */
const SHOWN_LETTERS = 2_000;

/**
 * The tool `#askAgent`: assistants ask an agent. What a person was shown is what is sent: the agent, the account and
 * the content of the files are settled when the confirmation is drawn.
 */
export class AskAgentTool implements vscode.LanguageModelTool<AskAgentInput> {
  private readonly prepared = new Map<string, (Shown | Error)[]>();

  constructor(private readonly deps: AskAgentToolDependencies) {}

  /** Never throws: what hinders the call is said when it is made, where the model reads it. */
  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<AskAgentInput>): Promise<vscode.PreparedToolInvocation> {
    try {
      const shown = await this.read(input);
      this.keep(input, shown);
      const { owner, agent, question, attachments } = shown;
      const server = owner.server.label;
      return {
        invocationMessage: l10n.t("Asking {0} on {1}", agent.name, server),
        confirmationMessages: {
          title: l10n.t("Ask {0}?", agent.name),
          message: confirmation(shown, question, attachments),
        },
      };
    } catch (error) {
      this.keep(input, error instanceof Error ? error : new Error(String(error)));
      return { invocationMessage: l10n.t("Asking an agent") };
    }
  }

  /** @throws Error with one sentence, which the model reads */
  async invoke(
    { input }: vscode.LanguageModelToolInvocationOptions<AskAgentInput>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    try {
      const shown = this.take(input);
      if (shown instanceof Error) {
        throw shown;
      }
      const { question, attachments } = shown;
      const answer = await withSignal(token, (signal) => this.deps.questions.ask(shown, question, attachments, signal));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
    } catch (error) {
      if (token.isCancellationRequested || isCancellation(error)) {
        throw new vscode.CancellationError();
      }
      this.deps.logError("asking an agent for an assistant", error);
      if (error instanceof UserFacingError && SIGN_IN_HELPS.has(error.kind)) {
        this.deps.offerSignIn();
      }
      throw plainError(noticeOf(error).message);
    }
  }

  private async read(input: unknown): Promise<Shown> {
    const { agent, question, files } = fields(input);
    if (text(question).trim() === "") {
      throw new UserFacingError("noQuestion", l10n.t("The question is empty. Write what the agent is asked."));
    }
    const { questions } = this.deps;
    const owner = await questions.owner();
    const paths = list(files)
      .map(text)
      .filter((path) => path !== "");
    const attachments = paths.length === 0 ? [] : await readAskFiles(paths, await this.deps.files());
    const asked = await questions.find(owner, text(agent) || undefined);
    return { ...asked, question: text(question), attachments };
  }

  private keep(input: unknown, call: Shown | Error): void {
    const key = JSON.stringify(input);
    this.prepared.set(key, [...(this.prepared.get(key) ?? []), call]);
    for (const [oldest] of this.prepared) {
      if (this.prepared.size <= MOST_PREPARED) {
        return;
      }
      this.prepared.delete(oldest);
    }
  }

  private take(input: unknown): Shown | Error {
    const key = JSON.stringify(input);
    // The newest is what the person has confirmed: of one that they skipped nobody tells.
    const rest = [...(this.prepared.get(key) ?? [])];
    const call = rest.pop();
    if (rest.length > 0) {
      this.prepared.set(key, rest);
    } else {
      this.prepared.delete(key);
    }
    const message = l10n.t("Nothing was sent, because this question was not confirmed as it is. Call the tool again.");
    return call ?? new UserFacingError("notShown", message);
  }
}

/** What leaves, where to and as whom. */
function confirmation(
  { owner, agent }: AskedAgent,
  question: string,
  attachments: readonly Attachment[],
): vscode.MarkdownString {
  const { account, server } = owner;
  const markdown = new vscode.MarkdownString();
  markdown.appendText(l10n.t("This is sent to {0} on {1}, as {2}:", agent.name, server.label, senderName(account)));
  markdown.appendMarkdown("\n\n");
  const cut = question.length > SHOWN_LETTERS ? `${question.slice(0, SHOWN_LETTERS)}…` : question;
  markdown.appendCodeblock(cut, "text");
  for (const { item } of attachments) {
    markdown.appendMarkdown("\n- ");
    markdown.appendText(`${item.detail || item.name} (${formatBytes(item.bytes)})`);
  }
  return markdown;
}
