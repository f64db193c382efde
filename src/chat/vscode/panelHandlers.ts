import type * as vscode from "vscode";
import type { MemoryChange } from "../../shared/agentMemory";
import type { SavedPrompt } from "../../shared/context";
import type { FilePlace } from "../../shared/filePlace";
import type { CodeAction, ExportFormat, HandlerMap, ShownThread, ToHostMessages } from "../../shared/protocol";
import { openExactly } from "../../shared/openExactly";
import type { ActionId, FilePart, ToolCallPart } from "../../shared/transcript";
import type { AttachmentActions } from "../attachments/attachmentActions";
import type { ChatController } from "../chatController";
import type { EditorAccess } from "../clientTools/editorAccess";
import type { Conversation } from "../conversation";
import type { PanelFocus } from "../panelFocus";
import type { OwnerPlace } from "../ownerPlace";
import { ShownMemory } from "../shownMemory";
import { waitingCall } from "../turn/turnChanges";
import { dispatchFromView, type ViewHandlers } from "../viewMessages";
import { PanelWorkflows } from "../workflows/panelWorkflows";
import type { PanelHost } from "./chatViewProvider";

/** What the panel's messages reach; the editor's side of it by narrow interfaces. */
export interface PanelHandlersDependencies {
  readonly controller: Pick<
    ChatController<OwnerPlace>,
    "panelReady" | "panelGone" | "send" | "draftTyped" | "selectAgent" | "editQuestion" | "post" | "sendState"
  >;
  readonly sessions: {
    find(owner: string): OwnerPlace | undefined;
    attachmentActions(owner: string): AttachmentActions | undefined;
  };
  readonly reporter: {
    guard(what: string, run: () => unknown): Promise<void>;
    logError(what: string, error: unknown): void;
  };
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
  readonly env: Pick<typeof vscode.env, "clipboard" | "openExternal">;
  /** Questions outside of the panel, which draws what agents write and is not trusted with the answers. */
  readonly consent: {
    editorTools(): Promise<boolean>;
    toolCall(call: ToolCallPart): Promise<boolean>;
  };
  readonly focus: Pick<PanelFocus, "comeBack" | "during">;
  readonly actions: { run(action: ActionId): Promise<void> };
  /** `left` says that the person has left a question about it. */
  readonly code: {
    run(action: CodeAction, code: string, language: string, near?: string): Promise<"left" | undefined>;
  };
  readonly files: {
    existing(paths: readonly string[]): Promise<readonly string[]>;
    open(place: FilePlace): Promise<"left" | undefined>;
  };
  readonly editorAccess: Pick<EditorAccess, "set" | "state" | "restoreFiles">;
  readonly prompts: { list(): Promise<readonly SavedPrompt[]> };
  readonly exportThread: (session: OwnerPlace, conversation: Conversation, format: ExportFormat) => Promise<void>;
  /** Shows a text as a document that nobody can change. */
  readonly openDocument: (text: string, fileName: string) => Promise<void>;
  /** Saves a file that an agent has sent. */
  readonly saveFile: (part: FilePart) => Promise<void>;
}

/** What opens a list, a box or a dialog of VS Code; the others do what they do in the panel, or lead elsewhere. */
const COMES_BACK: ReadonlySet<ActionId> = new Set<ActionId>([
  "signIn",
  "anotherWay",
  "switchAccount",
  "switchServer",
  "signOut",
  "configureServer",
  "selectAgent",
  "pasteToken",
]);

type Handlers<K extends keyof ToHostMessages> = HandlerMap<Pick<ToHostMessages, K>, [shown: ShownThread]>;

/**
 * What each message of the panel does. A message means the thread that the panel showed when the person acted; one
 * for an owner who is not the current one any more does nothing, but for words, which go into that owner's draft.
 */
export class PanelHandlers implements PanelHost {
  private readonly handlers: ViewHandlers;
  private readonly memory = new ShownMemory();

  constructor(private readonly deps: PanelHandlersDependencies) {
    const { controller, reporter } = deps;
    const workflows = new PanelWorkflows((told) => controller.post({ type: "workflows", told }));
    this.handlers = {
      ready: () => this.guarded("opening the panel", () => controller.panelReady()),
      send: ({ text, now }, shown) => this.guarded("sending a message", () => controller.send(text, shown, now)),
      draft: ({ draft }, shown) => controller.draftTyped(draft, shown),
      selectAgent: ({ agentId }, shown) =>
        this.inSession("selecting an agent", shown, () => controller.selectAgent(agentId)),
      copy: ({ text }) => this.guarded("copying", () => deps.env.clipboard.writeText(text)),
      openLink: ({ href }) => this.guarded("opening a link", () => openExactly(deps.env, href)),
      drawingFailed: ({ name }) => reporter.logError(`drawing the panel failed: ${name}`, undefined),
      workflows: ({ act }, shown) => this.inSession("using workflows", shown, (session) => workflows.act(session, act)),
      ...this.turnHandlers(),
      ...this.threadHandlers(),
      ...this.attachmentHandlers(),
      ...this.editorHandlers(),
    };
  }

  receive(message: unknown): void {
    if (!dispatchFromView(message, this.handlers)) {
      this.deps.log.warn("The panel sent a message that is not understood; it was ignored.");
    }
  }

  panelGone(): void {
    this.deps.controller.panelGone();
  }

  private turnHandlers(): Handlers<
    | "stop"
    | "action"
    | "editTurn"
    | "regenerate"
    | "branch"
    | "continueTurn"
    | "removeQueued"
    | "sendQueuedNow"
    | "editQueued"
    | "moveQueued"
    | "decideToolCall"
    | "callAction"
    | "useEditorTools"
    | "setThreadOptions"
    | "readMemory"
    | "saveMemory"
    | "memoryTyped"
    | "response"
    | "resumeToolCall"
    | "saveFile"
  > {
    const { controller } = this.deps;
    return {
      stop: (_, shown) =>
        this.inThread("stopping", shown, ({ sender }, conversation) => {
          sender.stop(conversation);
        }),
      action: ({ action }, shown) =>
        action === "retryTurn"
          ? this.inThread("asking again", shown, ({ sender }, conversation) =>
              sender.askAgain(conversation, conversation.lastTurn?.id ?? ""),
            )
          : this.guarded(action, () =>
              COMES_BACK.has(action)
                ? this.deps.focus.during(() => this.deps.actions.run(action))
                : this.deps.actions.run(action),
            ),
      editTurn: ({ turnId, text }, shown) =>
        this.guarded("changing a question", () => controller.editQuestion(turnId, text, shown)),
      regenerate: ({ turnId }, shown) =>
        this.inThread("asking again", shown, ({ sender }, conversation) => sender.askAgain(conversation, turnId)),
      branch: ({ turnId }, shown) =>
        this.inThread("branching a thread", shown, ({ navigator }, conversation) =>
          navigator.branch(conversation, turnId),
        ),
      continueTurn: ({ turnId }, shown) =>
        this.inThread("going on with a response", shown, ({ sender }, conversation) =>
          sender.continueTurn(conversation, turnId),
        ),
      removeQueued: ({ id }, shown) =>
        this.inThread("removing a queued message", shown, ({ sender }, conversation) => {
          sender.removeQueued(conversation, id);
        }),
      sendQueuedNow: ({ id }, shown) =>
        this.inThread("sending into a response", shown, ({ sender }, conversation) =>
          sender.sendQueuedNow(conversation, id),
        ),
      editQueued: ({ id, text }, shown) =>
        this.inThread("changing a queued message", shown, ({ sender }, conversation) => {
          sender.editQueued(conversation, id, text);
        }),
      moveQueued: ({ id, by }, shown) =>
        this.inThread("moving a queued message", shown, ({ sender }, conversation) => {
          sender.moveQueued(conversation, id, by);
        }),
      decideToolCall: ({ turnId, toolCallId, approved, reason, remember, inThread }, shown) =>
        this.inThread("deciding a tool call", shown, async ({ id, approvals, sender }, conversation) => {
          const turn = conversation.turns.find(({ id: each }) => each === turnId);
          const call = turn && waitingCall(turn, toolCallId, "awaitingApproval");
          if (approved && call?.inEditor === "acts" && !(await this.allows((consent) => consent.toolCall(call)))) {
            return;
          }
          // Only for a call that asks: it is there because a person has let agents use the editor in this thread.
          const asks = call?.inEditor === "reads";
          if (approved && inThread && asks && this.deps.editorAccess.state(id, conversation.threadId) === "on") {
            this.deps.editorAccess.set(id, conversation.threadId, "reads");
          }
          const by =
            approved && remember ? (await approvals()).remember(conversation, turnId, toolCallId, remember) : undefined;
          return sender.decide(conversation, turnId, toolCallId, approved, reason, by);
        }),
      callAction: ({ action, turnId, toolCallId }, shown) =>
        this.inThread(action, shown, async (session, conversation) => {
          const { runCallAction } = await import("../callActions");
          const { openDocument, editorAccess, focus } = this.deps;
          await runCallAction(action, conversation, turnId, toolCallId, {
            session,
            openDocument,
            restoreFiles: () => focus.during(() => editorAccess.restoreFiles(session.id, conversation, turnId)),
          });
        }),
      useEditorTools: ({ on }, shown) =>
        this.inSession("switching the editor's tools", shown, async ({ id }) => {
          if (on && !(await this.allows((consent) => consent.editorTools()))) {
            return;
          }
          this.deps.editorAccess.set(id, shown.threadId, on ? "on" : "off");
          controller.sendState();
        }),
      setThreadOptions: ({ options }, shown) =>
        this.inThread("setting a thread's options", shown, async (session, conversation) => {
          const { isThreadOptions } = await import("../../shared/threadOptions");
          if (isThreadOptions(options)) {
            session.setOptions(conversation, options);
          }
        }),
      readMemory: ({ agentId }, shown) => this.remembering(agentId, shown),
      saveMemory: ({ agentId, change }, shown) => this.remembering(agentId, shown, change),
      memoryTyped: ({ agentId, typed }, shown) =>
        this.inListed("keeping what is typed into a memory", shown, shown.threadId, (session) => {
          this.memory.keep(session, shown.threadId, agentId, typed);
        }),
      response: ({ request }, shown) =>
        this.inThread("using a response", shown, async (session, { threadId, turns }) => {
          const { carryOut } = await import("../responses/responseRequests");
          await carryOut(request, { session, threadId, turns }, (news) => {
            if (!session.isClosed) {
              controller.post({ type: "response", shown, news });
            }
          });
        }),
      resumeToolCall: ({ turnId, toolCallId, data }, shown) =>
        this.inThread("answering a tool", shown, ({ sender }, conversation) =>
          sender.resume(conversation, turnId, toolCallId, data),
        ),
      saveFile: ({ turnId, partId }, shown) =>
        this.inThread("saving a file", shown, async (session, conversation) => {
          const part = session.filePart(conversation, turnId, partId);
          if (part) {
            await this.deps.focus.during(() => this.deps.saveFile(part));
          }
        }),
    };
  }

  /** @param change what the memory becomes first */
  private remembering(agentId: string, shown: ShownThread, change?: MemoryChange): void {
    this.inListed("showing what an agent remembers", shown, shown.threadId, async (session) => {
      const memory = await this.memory.tell(session, shown.threadId, agentId, change);
      if (!session.isClosed) {
        this.deps.controller.post({ type: "memory", ...memory });
      }
    });
  }

  /** Asks outside of the panel, and brings the keyboard back. */
  private async allows(ask: (consent: PanelHandlersDependencies["consent"]) => Promise<boolean>): Promise<boolean> {
    let allowed = false;
    await this.deps.focus.during(async () => {
      allowed = await ask(this.deps.consent);
    });
    return allowed;
  }

  private threadHandlers(): Handlers<
    | "newThread"
    | "listThreads"
    | "moreThreads"
    | "closeThreads"
    | "openThread"
    | "renameThread"
    | "deleteThread"
    | "undoDelete"
    | "loadEarlier"
    | "exportThread"
  > {
    return {
      newThread: (_, shown) => this.inSession("starting a thread", shown, ({ navigator }) => navigator.newThread()),
      listThreads: ({ query }, shown) => this.inSession("listing the threads", shown, ({ list }) => list.show(query)),
      moreThreads: (_, shown) => this.inSession("listing the threads", shown, ({ list }) => list.loadMore()),
      closeThreads: (_, shown) => this.inSession("closing the list", shown, ({ list }) => list.close()),
      openThread: ({ threadId }, shown) =>
        this.inListed("opening a thread", shown, threadId, ({ navigator }) => navigator.open(threadId)),
      renameThread: ({ threadId, title }, shown) =>
        this.inListed("renaming a thread", shown, threadId, ({ navigator }) => navigator.rename(threadId, title)),
      deleteThread: ({ threadId }, shown) =>
        this.inListed("deleting a thread", shown, threadId, ({ navigator }) => navigator.delete(threadId)),
      undoDelete: ({ threadId }, shown) =>
        this.inSession("bringing a thread back", shown, ({ navigator }) => navigator.undo(threadId)),
      loadEarlier: ({ all }, shown) =>
        this.inThread("reading earlier messages", shown, ({ navigator }, conversation) =>
          navigator.loadEarlier(conversation, all),
        ),
      exportThread: ({ format }, shown) =>
        this.inThread("exporting a thread", shown, (session, conversation) =>
          this.deps.focus.during(() => this.deps.exportThread(session, conversation, format)),
        ),
    };
  }

  private attachmentHandlers(): Handlers<
    "complete" | "attach" | "attachUris" | "attachData" | "removeContext" | "openContext" | "preview"
  > {
    return {
      complete: ({ request, query }, shown) =>
        this.attaching("completing @", shown, (actions) => actions.complete(request, query)),
      attach: ({ id }, shown) => this.attaching("attaching", shown, (actions) => actions.attach(id)),
      attachUris: ({ uris }, shown) => this.attaching("attaching files", shown, (actions) => actions.attachUris(uris)),
      attachData: ({ name, mediaType, base64 }, shown) =>
        this.attaching("attaching", shown, (actions) => actions.attachData(name, mediaType, base64)),
      removeContext: ({ id }, shown) =>
        this.attaching("removing an attachment", shown, (actions) => actions.remove(id)),
      openContext: ({ id }, shown) => this.attaching("opening an attachment", shown, (actions) => actions.open(id)),
      preview: ({ text }, shown) => this.attaching("showing what is sent", shown, (actions) => actions.preview(text)),
    };
  }

  private editorHandlers(): Handlers<"code" | "checkPaths" | "openFile" | "listPrompts"> {
    const { code, controller, files, prompts } = this.deps;
    return {
      code: ({ action, code: text, language, near }) =>
        this.leading("using a code block", () => code.run(action, text, language, near)),
      checkPaths: ({ paths }) =>
        this.guarded("looking for files", async () =>
          controller.post({ type: "paths", existing: await files.existing(paths) }),
        ),
      openFile: (place) => this.leading("opening a file", () => files.open(place)),
      listPrompts: () =>
        this.guarded("reading saved prompts", async () =>
          controller.post({ type: "prompts", prompts: await prompts.list() }),
        ),
    };
  }

  private guarded(what: string, run: () => unknown): void {
    void this.deps.reporter.guard(what, run);
  }

  /** What leads to an editor or the terminal, unless the person leaves a question on the way there. */
  private leading(what: string, run: () => Promise<"left" | undefined>): void {
    this.guarded(what, async () => {
      if ((await run()) === "left") {
        await this.deps.focus.comeBack();
      }
    });
  }

  /** Also while nobody is signed in. */
  private attaching(what: string, { owner }: ShownThread, run: (actions: AttachmentActions) => unknown): void {
    const actions = this.deps.sessions.attachmentActions(owner);
    if (actions) {
      this.guarded(what, () => run(actions));
    }
  }

  private inSession(what: string, { owner }: ShownThread, run: (session: OwnerPlace) => unknown): void {
    const session = this.deps.sessions.find(owner);
    if (session) {
      this.guarded(what, () => run(session));
    }
  }

  /**
   * For a thread that the panel names: only one that it was told of. Some servers give a thread of anybody to whoever
   * knows its id (docs/wire.md#mastra-whose-threads).
   */
  private inListed(what: string, shown: ShownThread, threadId: string, run: (session: OwnerPlace) => unknown): void {
    this.inSession(what, shown, (session) => {
      const isKnown = session.list.row(threadId) ?? session.conversations.find(threadId);
      return isKnown && run(session);
    });
  }

  /** The thread may have left the memory in the moment in which the message was on its way. */
  private inThread(
    what: string,
    shown: ShownThread,
    run: (session: OwnerPlace, conversation: Conversation) => unknown,
  ): void {
    this.inSession(what, shown, (session) => {
      const open = session.conversations.find(shown.threadId);
      return open
        ? run(session, open)
        : session.conversations.get(shown.threadId).then((conversation) => run(session, conversation));
    });
  }
}
