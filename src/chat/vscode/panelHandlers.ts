import * as vscode from "vscode";
import type { CodeAction, ExportFormat, HandlerMap, ToHostMessages } from "../../shared/protocol";
import type { SavedPrompt } from "../../shared/context";
import type { ActionId, FilePart } from "../../shared/transcript";
import type { ChatController } from "../chatController";
import type { AttachmentActions } from "../attachments/attachmentActions";
import type { Sender } from "../sender";
import type { ThreadDesk } from "../threads/threadDesk";
import type { ThreadList } from "../threads/threadList";
import { dispatchFromView } from "../viewMessages";
import type { PanelHost } from "./chatViewProvider";

interface Reporter {
  guard(what: string, run: () => unknown): Promise<void>;
  logError(what: string, error: unknown): void;
}

/** What the panel's messages reach; the editor's side of it by narrow interfaces. */
export interface PanelParts {
  readonly chat: ChatController;
  readonly sender: Sender;
  readonly desk: ThreadDesk;
  readonly list: ThreadList;
  readonly context: AttachmentActions;
  readonly reporter: Reporter;
  readonly log: Pick<vscode.LogOutputChannel, "warn">;
  readonly actions: { run(action: ActionId): Promise<void> };
  readonly code: { run(action: CodeAction, code: string, language: string): Promise<void> };
  readonly files: {
    existing(paths: readonly string[]): Promise<readonly string[]>;
    open(path: string, line?: number): Promise<void>;
  };
  readonly prompts: { list(): Promise<readonly SavedPrompt[]> };
  readonly exportThread: (format: ExportFormat) => Promise<void>;
  /** Saves a file that an agent has sent. */
  readonly saveFile: (part: FilePart) => Promise<void>;
  /** The part of a turn of the shown conversation, or undefined. */
  readonly filePart: (turnId: string, partId: string) => FilePart | undefined;
}

/** What each message of the panel does. */
export function panelHandlers(parts: PanelParts): PanelHost {
  const { chat, reporter } = parts;
  const guarded = (what: string, run: () => unknown): void => void reporter.guard(what, run);
  const handlers: HandlerMap<ToHostMessages> = {
    ready: () => guarded("opening the panel", () => chat.panelReady()),
    selectAgent: ({ agentId }) => chat.selectAgent(agentId),
    action: ({ action }) => guarded(action, () => parts.actions.run(action)),
    draft: ({ draft }) => chat.draftTyped(draft),
    copy: ({ text }) => guarded("copying", () => vscode.env.clipboard.writeText(text)),
    openLink: ({ href }) => guarded("opening a link", () => vscode.env.openExternal(vscode.Uri.parse(href))),
    drawingFailed: ({ name }) => reporter.logError(`drawing the panel failed: ${name}`, undefined),
    ...turnHandlers(parts, guarded),
    ...threadHandlers(parts, guarded),
    ...contextHandlers(parts, guarded),
    ...editorHandlers(parts, guarded),
  };
  return {
    receive: (message) => {
      if (!dispatchFromView(message, handlers)) {
        parts.log.warn("The panel sent a message that is not understood; it was ignored.");
      }
    },
    panelGone: () => chat.panelGone(),
  };
}

type Handlers<K extends keyof ToHostMessages> = HandlerMap<Pick<ToHostMessages, K>>;
type Guarded = (what: string, run: () => unknown) => void;

function turnHandlers(
  { sender, desk }: PanelParts,
  guarded: Guarded,
): Handlers<
  "send" | "stop" | "editTurn" | "regenerate" | "branch" | "removeQueued" | "decideToolCall" | "resumeToolCall"
> {
  return {
    send: ({ text }) => guarded("sending a message", () => sender.send(text)),
    stop: () => sender.stop(),
    editTurn: ({ turnId, text }) => guarded("changing a question", () => sender.askAgain(turnId, text)),
    regenerate: ({ turnId }) => guarded("asking again", () => sender.askAgain(turnId)),
    branch: ({ turnId }) => guarded("branching a thread", () => desk.branch(turnId)),
    removeQueued: ({ id }) => sender.removeQueued(id),
    decideToolCall: ({ turnId, toolCallId, approved, reason }) =>
      guarded("deciding a tool call", () => sender.decide(turnId, toolCallId, approved, reason)),
    resumeToolCall: ({ turnId, toolCallId, data }) =>
      guarded("answering a tool", () => sender.resume(turnId, toolCallId, data)),
  };
}

function threadHandlers(
  { desk, list }: PanelParts,
  guarded: Guarded,
): Handlers<
  | "newThread"
  | "listThreads"
  | "moreThreads"
  | "closeThreads"
  | "openThread"
  | "renameThread"
  | "deleteThread"
  | "undoDelete"
  | "clearThread"
  | "loadEarlier"
> {
  return {
    newThread: () => desk.newThread(),
    listThreads: ({ query }) => guarded("listing the threads", () => list.show(query)),
    moreThreads: () => guarded("listing the threads", () => list.loadMore()),
    closeThreads: () => list.close(),
    openThread: ({ threadId }) => guarded("opening a thread", () => desk.open(threadId)),
    renameThread: ({ threadId, title }) => guarded("renaming a thread", () => desk.rename(threadId, title)),
    deleteThread: ({ threadId }) => desk.delete(threadId),
    undoDelete: ({ threadId }) => guarded("bringing a thread back", () => desk.undo(threadId)),
    clearThread: () => desk.clear(),
    loadEarlier: ({ all }) => guarded("reading earlier messages", () => desk.loadEarlier(all)),
  };
}

function contextHandlers(
  { context }: PanelParts,
  guarded: Guarded,
): Handlers<"complete" | "attach" | "attachUris" | "attachData" | "removeContext" | "openContext" | "preview"> {
  return {
    complete: ({ request, query }) => guarded("completing @", () => context.complete(request, query)),
    attach: ({ id }) => guarded("attaching", () => context.attach(id)),
    attachUris: ({ uris }) => guarded("attaching files", () => context.attachUris(uris)),
    attachData: ({ name, mediaType, base64 }) =>
      guarded("attaching", () => context.attachData(name, mediaType, base64)),
    removeContext: ({ id }) => context.remove(id),
    openContext: ({ id }) => guarded("opening an attachment", () => context.open(id)),
    preview: ({ text }) => guarded("showing what is sent", () => context.preview(text)),
  };
}

function editorHandlers(
  { chat, code, files, prompts, exportThread, saveFile, filePart }: PanelParts,
  guarded: Guarded,
): Handlers<"code" | "checkPaths" | "openFile" | "listPrompts" | "exportThread" | "saveFile"> {
  return {
    code: ({ action, code: text, language }) => guarded("using a code block", () => code.run(action, text, language)),
    checkPaths: ({ paths }) =>
      guarded("looking for files", async () => chat.post({ type: "paths", existing: await files.existing(paths) })),
    openFile: ({ path, line }) => guarded("opening a file", () => files.open(path, line)),
    listPrompts: () =>
      guarded("reading saved prompts", async () => chat.post({ type: "prompts", prompts: await prompts.list() })),
    exportThread: ({ format }) => guarded("exporting a thread", () => exportThread(format)),
    saveFile: ({ turnId, partId }) =>
      guarded("saving a file", async () => {
        const part = filePart(turnId, partId);
        if (part) {
          await saveFile(part);
        }
      }),
  };
}
