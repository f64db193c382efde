import * as l10n from "@vscode/l10n";
import type * as vscode from "vscode";
import type { OutgoingMessage } from "../../agents/outgoingMessage";
import { noSuchAgent } from "../../agents/requestErrors";
import type { ChatController } from "../../chat/chatController";
import type { OwnerSession } from "../../chat/ownerSession";
import type { ServerConnection } from "../../chat/serverConnection";
import type { AgentSummary } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import { isCancellation, noticeOf, UserFacingError } from "../../shared/userFacingError";
import type { EditorAttachments } from "../attachments/editorAttachments";
import { COMMANDS } from "../commandIds";
import { withSignal } from "../withSignal";
import { ownerGone } from "../languageModel/callErrors";
import { readAgentCommand } from "./agentCommand";
import {
  agentChosen,
  agentLine,
  chooseAgent,
  nothingToSend,
  obstacle,
  plain,
  threadsFound,
  unknownAgent,
  waitsInPanel,
} from "./participantSentences";
import { type EditorTools, PersonQuestions } from "./personQuestions";
import { type Locate, ResponseSink } from "./responseSink";
import { sentReferences } from "./sentReferences";
import { latestMetadata, readMetadata, type TurnMetadata, type TurnOffer } from "./turnMetadata";
import { TurnPrinter } from "./turnPrinter";
import { type TurnEnd, TurnRun } from "./turnRun";

export interface ParticipantDependencies {
  readonly controller: Pick<ChatController, "opened">;
  readonly connection: Pick<
    ServerConnection,
    "looked" | "status" | "notice" | "agents" | "findAgent" | "lookForAgent" | "serverLabel"
  >;
  /** The agent that the settings name. */
  readonly preferredAgent: () => string;
  readonly sources: () => Promise<Pick<EditorAttachments, "fromUris" | "fromLocation" | "fromData">>;
  readonly locate: Locate;
  /** VS Code's own tools, `vscode.lm`. */
  readonly tools: EditorTools;
  readonly logError: (what: string, error: unknown) => void;
}

/** Threads that `/threads` lists. */
const LISTED = 12;
/** Agents that are offered below a response. */
const OFFERED = 8;

/** Kinds of what stands in the way before anything was asked. */
const STEPS: ReadonlySet<string> = new Set(["notSignedIn", "noServer", "restricted", "signingIn", "noAgents"]);

/** A message of VS Code's chat, with everything that counted when it was sent. */
interface Asked {
  readonly request: vscode.ChatRequest;
  readonly stream: vscode.ChatResponseStream;
  readonly token: vscode.CancellationToken;
  readonly session: OwnerSession;
  /** What the response is kept with. */
  metadata: TurnMetadata;
}

/** `@mastra` in VS Code's chat. */
export class Participant {
  constructor(private readonly deps: ParticipantDependencies) {}

  /** Never throws: VS Code would show a stack. */
  async respond(
    request: vscode.ChatRequest,
    { history }: vscode.ChatContext,
    stream: vscode.ChatResponseStream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    let asked: Asked | undefined;
    const metadata = (): { metadata?: Record<string, unknown> } => (asked ? { metadata: { ...asked.metadata } } : {});
    try {
      const preferred = this.deps.preferredAgent();
      const session = await this.enter();
      const earlier = latestMetadata(history, session.id);
      const goesOn = earlier !== undefined && !session.list.isDeleted(earlier.thread);
      asked = {
        request,
        stream,
        token,
        session,
        metadata: {
          owner: session.id,
          thread: goesOn ? earlier.thread : crypto.randomUUID(),
          ...(earlier?.agent === undefined ? {} : { agent: earlier.agent }),
        },
      };
      await this.answer(asked, preferred);
      return metadata();
    } catch (error) {
      if (token.isCancellationRequested || isCancellation(error)) {
        return metadata();
      }
      return { ...this.failed(error, stream), ...metadata() };
    }
  }

  /**
   * Tells the server what a person thinks of a response.
   *
   * @param metadata of the response
   * @throws UserFacingError when the server keeps no feedback, or somebody else is there now
   */
  async rate(metadata: vscode.ChatResult["metadata"], isHelpful: boolean): Promise<void> {
    const { by, owner, thread } = readMetadata(metadata) ?? {};
    if (by === undefined || thread === undefined) {
      return;
    }
    const session = await this.enter();
    if (session.id !== owner) {
      throw ownerGone();
    }
    const { agent: agentId, run } = by;
    const resourceId = session.account.sub;
    const feedback = { agentId, threadId: thread, resourceId, isHelpful, ...(run === undefined ? {} : { runId: run }) };
    await (await session.services.agents.responses()).rate(feedback);
  }

  /** Whoever is there, once their agents are known. @throws UserFacingError when nobody can be asked */
  private async enter(): Promise<OwnerSession> {
    const { controller, connection } = this.deps;
    const session = await controller.opened();
    await connection.looked();
    const { status, notice, serverLabel } = connection;
    if (status === "failed" && notice) {
      throw new UserFacingError("connection", notice.message, notice.actions);
    }
    if (status !== "ready" || !session) {
      const { kind, message, actions } = obstacle(status, serverLabel);
      throw new UserFacingError(kind, status === "signedOut" ? (notice?.message ?? message) : message, actions);
    }
    if (session.isClosed) {
      throw ownerGone();
    }
    return session;
  }

  private async answer(asked: Asked, preferred: string): Promise<void> {
    const { request, stream } = asked;
    if (request.command === "threads") {
      await this.listThreads(asked);
      return;
    }
    let agent = await this.agent(asked.metadata.agent, preferred);
    let text = request.prompt;
    if (request.command === "agent") {
      const chosen = readAgentCommand(text, this.deps.connection.agents);
      if (!chosen) {
        this.listAgents(asked, agent, text.trim());
        return;
      }
      ({ agent, message: text } = chosen);
      asked.metadata = { ...asked.metadata, agent: agent.id };
    }
    // VS Code attaches things of its own, so whether there is anything to send shows only here.
    const attachments = await sentReferences(request.references, await this.deps.sources());
    if (text.trim() === "" && attachments.length === 0) {
      const name = plain(agent.name);
      stream.markdown(request.command === "agent" ? agentChosen(name) : nothingToSend(name));
      return;
    }
    await this.send(asked, agent, { text, attachments });
  }

  private async send(
    asked: Asked,
    agent: AgentSummary,
    message: Pick<OutgoingMessage, "text" | "attachments">,
  ): Promise<void> {
    const { request, stream, token, session, metadata } = asked;
    const conversation = await session.conversations.get(metadata.thread);
    if (token.isCancellationRequested) {
      session.conversations.release(conversation);
      return;
    }
    if (session.isClosed) {
      throw ownerGone();
    }
    const { locate, tools, logError } = this.deps;
    const sink = new ResponseSink(stream, locate, logError);
    const printer = new TurnPrinter(sink);
    const questions = new PersonQuestions(tools, request.toolInvocationToken);
    const run = new TurnRun(session, conversation, printer, questions, token);
    let taken = false;
    try {
      const end = await run.run({ id: crypto.randomUUID(), ...message }, agent);
      taken = true;
      const runId = end.turn?.runId;
      const by = { agent: agent.id, ...(runId === undefined ? {} : { run: runId }) };
      asked.metadata = { ...asked.metadata, ...offersOf(end), by };
      this.close(end, printer, session, token);
    } finally {
      await sink.flush();
      if (taken || conversation.turns.length > 0) {
        openButton(stream, metadata);
      }
    }
  }

  /** Says how a response has ended where its own words do not. @throws UserFacingError when it has failed */
  private close(
    { turn, waiting }: TurnEnd,
    printer: TurnPrinter,
    session: OwnerSession,
    token: vscode.CancellationToken,
  ): void {
    if (waiting) {
      printer.paragraph(waitsInPanel(plain(waiting.toolName), waiting.status === "suspended"));
    } else if (turn?.error?.severity === "warning") {
      printer.paragraph(`*${plain(turn.error.message)}*`);
    } else if (turn?.error) {
      throw new UserFacingError("run", turn.error.message, turn.error.actions);
    } else if (session.isClosed && !token.isCancellationRequested) {
      throw ownerGone();
    }
  }

  private async listThreads({ stream, token, session, metadata }: Asked): Promise<void> {
    const rows = await withSignal(token, (signal) => session.list.latest(signal));
    stream.markdown(rows.length === 0 ? l10n.t("No threads yet. Send a message to start one.") : threadsFound());
    for (const { id, title, agentName } of rows.slice(0, LISTED)) {
      stream.button({
        command: COMMANDS.openThread,
        title: agentName === "" ? title : `${title} · ${agentName}`,
        arguments: [{ owner: metadata.owner, thread: id }],
      });
    }
    if (rows.length > LISTED) {
      stream.button({ command: COMMANDS.showThreads, title: l10n.t("Show All Threads") });
    }
  }

  private listAgents(asked: Asked, { name }: AgentSummary, wanted: string): void {
    const { agents } = this.deps.connection;
    const lead = wanted === "" ? chooseAgent(plain(name)) : unknownAgent(plain(wanted));
    asked.stream.markdown(`${lead}\n\n${agents.map(agentLine).join("\n")}`);
    const offers = agents.slice(0, OFFERED).map((agent): TurnOffer => {
      const isTwice = agents.filter((other) => other.name === agent.name).length > 1;
      return { label: agent.name, prompt: isTwice ? agent.id : agent.name, command: "agent" };
    });
    asked.metadata = { ...asked.metadata, offers };
  }

  /**
   * The agent that the chat's messages go to.
   *
   * @param chosen with `/agent`; one that the server does not have any more is not replaced by another
   */
  private async agent(chosen: string | undefined, preferred: string): Promise<AgentSummary> {
    const { connection } = this.deps;
    const id = chosen ?? preferred;
    const agent =
      chosen === undefined
        ? (connection.findAgent(preferred) ?? connection.agents[0])
        : await connection.lookForAgent(chosen);
    if (!agent) {
      throw noSuchAgent(connection.serverLabel, id);
    }
    return agent;
  }

  private failed(error: unknown, stream: vscode.ChatResponseStream): vscode.ChatResult {
    this.deps.logError("responding in VS Code's chat", error);
    const { message, actions } = noticeOf(error);
    const buttons = actions.flatMap((action) => buttonOf(action) ?? []);
    const isStep = error instanceof UserFacingError && STEPS.has(error.kind);
    if (isStep) {
      // Nothing has gone wrong: the person has one more step to take.
      stream.markdown(message);
    }
    for (const button of buttons) {
      stream.button(button);
    }
    return isStep ? {} : { errorDetails: { message } };
  }
}

function buttonOf(action: ActionId): vscode.Command | undefined {
  const buttons: Partial<Record<ActionId, vscode.Command>> = {
    signIn: { command: COMMANDS.signIn, title: l10n.t("Sign In") },
    configureServer: { command: COMMANDS.configureServer, title: l10n.t("Configure Server") },
    showLog: { command: COMMANDS.showLog, title: l10n.t("Show Log") },
    trustWorkspace: { command: "workbench.trust.manage", title: l10n.t("Manage Workspace Trust") },
  };
  return buttons[action];
}

/** After everything else: VS Code folds what stands before the last words. */
function openButton(stream: vscode.ChatResponseStream, { owner, thread }: TurnMetadata): void {
  const title = l10n.t("Open in Agent Chat");
  stream.button({ command: COMMANDS.openThread, title, arguments: [{ owner, thread }] });
}

function offersOf({ turn }: TurnEnd): Pick<TurnMetadata, "offers"> {
  const words = l10n.t("Continue");
  return turn?.error?.severity === "warning" ? { offers: [{ label: words, prompt: words }] } : {};
}
