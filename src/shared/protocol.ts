import type { AgentMemory, MemoryChange, MemoryTyped } from "./agentMemory";
import type { ContextItem, ContextSuggestion, SavedPrompt } from "./context";
import type { FilePlace } from "./filePlace";
import type { ResponseNews, ResponseRequest } from "./responses";
import type { ThreadOptions } from "./threadOptions";
import type { DeletedThread, ThreadListState } from "./threads";
import type { ActionId, ApprovalScope, Notice, Part, ToolCallPart, Transcript, Turn } from "./transcript";
import type { Translations } from "./translations";
import type { WorkflowAct, WorkflowsState } from "./workflows";

/** What the panel shows instead of a conversation, or `ready`. */
export type Connection =
  "loading" | "noServer" | "restricted" | "signedOut" | "signingIn" | "noAgents" | "failed" | "ready";

export interface AgentSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A draft with the number of its last change; the higher number is the newer text. */
export interface Draft {
  readonly text: string;
  readonly revision: number;
}

/** The thread that the panel shows; what a person does there is meant for it, whatever is shown a moment later. */
export interface ShownThread {
  /** Whose thread it is, as an opaque word; empty while nobody is signed in. */
  readonly owner: string;
  readonly threadId: string;
}

/** Everything the panel needs to draw itself. It holds nothing the host could not send again. */
export interface ViewState {
  readonly connection: Connection;
  /** Shown by `failed`, and above the message box when `ready`. */
  readonly notice?: Notice;
  /** Host and port of the server, for people to read. */
  readonly serverLabel: string;
  /** Who is signed in, with the organisation; empty when nobody is. */
  readonly accountLabel: string;
  /** The server asks for no sign-in: whoever reaches it uses it. */
  readonly isOpen?: true;
  /** What to do while a sign-in is under way; holds no code and no state. */
  readonly signInHint?: string;
  readonly agents: readonly AgentSummary[];
  readonly agentId: string;
  /** An answer is being written in the thread that is shown. */
  readonly busy: boolean;
  /** Title of the thread that is shown; empty for a new one. */
  readonly title: string;
  /** Messages that go out, one after the other, when the answer is complete. */
  readonly queue: readonly QueuedMessage[];
  /** The server takes no message while a response is being written. */
  readonly cannotSteer?: true;
  /** What goes along with the next message. */
  readonly context: readonly ContextItem[];
  /** The file in front in the editor, unless it is attached; offered, never attached by itself. */
  readonly currentFile?: ContextSuggestion;
  /** Earlier messages are being fetched. */
  readonly loadingEarlier: boolean;
  /** The thread that was deleted last, as long as it can be brought back. */
  readonly deleted?: DeletedThread;
  /** Whether agents may use the editor in the thread that is shown; missing where that is not to be had. */
  readonly editorTools?: "off" | "on";
  /** What is set for the requests of the thread that is shown; missing where nothing is. */
  readonly options?: ThreadOptions;
  readonly look: Look;
  /** The server has workflows. */
  readonly workflows?: true;
  /** Nothing is approved for all of this workspace: it is not trusted. */
  readonly untrusted?: true;
  /** Tools that are approved without asking in the thread that is shown, see `approvalKey`. */
  readonly approved?: readonly string[];
}

/** A message that waits for the answer before it. */
export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
  /** Whether it can go into the response that is being written, or is on its way there. Missing when it cannot. */
  readonly now?: "possible" | "sending";
}

/** The key that sends a message: Enter, or Enter with Ctrl or Cmd; the setting `agentChat.sendWith`. */
export type SendWith = "enter" | "ctrlEnter";

/** The user's settings for chats; missing ones are the workbench's own. */
export interface Look {
  /** `chat.fontSize`, in pixels. */
  readonly fontSize?: number;
  /** `chat.fontFamily`. */
  readonly fontFamily?: string;
  /** Missing for Enter. */
  readonly sendWith?: SendWith;
  /** `agentChat.keepToolCallsOpen`; missing when a tool call folds to one line once it is done. */
  readonly keepToolCallsOpen?: true;
  /** Missing where there are terminals: everywhere but in an editor that runs extensions in a browser. */
  readonly noTerminal?: true;
}

export type ExportFormat = "markdown" | "json";

/** What can be done with a code block of an answer. */
export type CodeAction = "insert" | "apply" | "newFile" | "run";

/** What the menu over the panel copies: a code block, a whole message or response, the address of a link. */
export type CopiedByMenu = "code" | "turn" | "link";

/**
 * What a person does with a tool call besides deciding it: takes back that its tool is approved without asking, reads
 * the plan that it submits (what it says comes with the call), opens that plan as a document, opens what it told the
 * agent as a document, restores the files that its response has changed.
 */
export type CallAction = "askAgain" | "readPlan" | "openPlan" | "openOutput" | "restoreFiles";

/** One change to the turns. `append` adds text to a text or reasoning part, or to a call's `argsText`. */
export type TranscriptPatch =
  | { readonly op: "append"; readonly turnId: string; readonly part: number; readonly text: string }
  | { readonly op: "part"; readonly turnId: string; readonly part: number; readonly value: Part }
  | { readonly op: "turn"; readonly turn: Turn }
  /** Earlier turns, oldest first, in front of the ones there are. */
  | { readonly op: "earlier"; readonly turns: readonly Turn[]; readonly earlier: boolean }
  | { readonly op: "remove"; readonly turnId: string };

/** A message that is all in its type. */
export type EmptyMessage = object;

export interface ToViewMessages {
  /** The answer to `ready`, and whenever the thread is another one. */
  snapshot: {
    /** Whose conversation this is, see `ShownThread`: the panel drops what it has of anybody else. */
    readonly owner: string;
    readonly state: ViewState;
    readonly transcript: Transcript;
    readonly draft: Draft;
    /** The texts of the display language; empty for English. */
    readonly strings: Translations;
  };
  state: { readonly state: ViewState };
  patches: { readonly threadId: string; readonly patches: readonly TranscriptPatch[] };
  /**
   * Replaces the text in the message box: a message that could not be sent comes back. `owner` is empty for words of nobody, which take the
   * box of an owner who has left.
   */
  draft: { readonly draft: Draft; readonly owner?: "" };
  focusInput: EmptyMessage;
  /** The list of threads, while it is open. */
  threads: { readonly list: ThreadListState };
  /** Opens the list of threads in the panel. */
  showThreads: EmptyMessage;
  /** Opens the workflows in the panel. */
  showWorkflows: EmptyMessage;
  /** What is shown of workflows, after `workflows` of the panel. */
  workflows: { readonly told: WorkflowsState };
  /** Opens the find bar. */
  showFind: EmptyMessage;
  /** An entry of the menu over the panel was chosen; it means what was under the pointer. */
  copyFromMenu: { readonly what: CopiedByMenu };
  /** The answer to `complete` with the same number. */
  completions: { readonly request: number; readonly suggestions: readonly ContextSuggestion[] };
  /** The saved prompts behind `/`; sent after `listPrompts`. */
  prompts: { readonly prompts: readonly SavedPrompt[] };
  /** The answer to `readMemory` and `saveMemory`. */
  memory: AgentMemory;
  /** The answer to `response`, for the thread that was shown then. */
  response: { readonly shown: ShownThread; readonly news: ResponseNews };
  /** Which of the paths asked for with `checkPaths` exist in the workspace. */
  paths: { readonly existing: readonly string[] };
}

export interface ToHostMessages {
  ready: EmptyMessage;
  /** `now`: into the response that is being written, if there is one. */
  send: { readonly text: string; readonly now?: true };
  stop: EmptyMessage;
  newThread: EmptyMessage;
  selectAgent: { readonly agentId: string };
  action: { readonly action: ActionId };
  draft: { readonly draft: Draft };
  copy: { readonly text: string };
  openLink: { readonly href: string };
  /** Something could not be drawn. Only the error's name: its text may hold what an agent wrote. */
  drawingFailed: { readonly name: string };
  decideToolCall: {
    readonly turnId: string;
    readonly toolCallId: ToolCallPart["id"];
    readonly approved: boolean;
    /** Why it was declined, in the person's words; may be empty. */
    readonly reason: string;
    /** Approves the tool's later calls as well. */
    readonly remember?: ApprovalScope;
    /** The agents of the thread may read in the editor from now on without asking. */
    readonly inThread?: true;
  };
  /** Something else that is done with a call. */
  callAction: { readonly action: CallAction; readonly turnId: string; readonly toolCallId: ToolCallPart["id"] };
  /** Whether agents may use the editor in the thread that is shown. */
  useEditorTools: { readonly on: boolean };
  /** What the thread's requests carry from now on; nothing takes all of it back. */
  setThreadOptions: { readonly options: ThreadOptions };
  /** Asks what this agent remembers in the thread that is shown. */
  readMemory: { readonly agentId: string };
  /** Changes it, unless it is another one by now. */
  saveMemory: { readonly agentId: string; readonly change: MemoryChange };
  /** What is typed there and not saved: it is the owner's, so the host holds it with what is theirs, in memory alone. */
  memoryTyped: { readonly agentId: string; readonly typed: MemoryTyped };
  /** What a person does with a response besides reading it, and asking what there is to do. */
  response: { readonly request: ResponseRequest };
  /** The answer to a suspended tool; `data` fits its schema. */
  resumeToolCall: { readonly turnId: string; readonly toolCallId: ToolCallPart["id"]; readonly data: unknown };
  /** Sends a changed question in the place of this turn and of everything after it. */
  editTurn: { readonly turnId: string; readonly text: string };
  /** Asks the question of this answer again; the old answer goes. Also for one that failed. */
  regenerate: { readonly turnId: string };
  /** A new thread that holds everything up to this turn. */
  branch: { readonly turnId: string };
  /** Goes on with a response that broke off. */
  continueTurn: { readonly turnId: string };
  /** Puts a queued message back into the message box. */
  removeQueued: { readonly id: string };
  /** Sends a queued message into the response that is being written. */
  sendQueuedNow: { readonly id: string };
  editQueued: { readonly id: string; readonly text: string };
  moveQueued: { readonly id: string; readonly by: -1 | 1 };
  /** The list of threads opens (empty query) or is searched. */
  listThreads: { readonly query: string };
  moreThreads: EmptyMessage;
  /** The list is closed; nothing more is to be sent about it. */
  closeThreads: EmptyMessage;
  openThread: { readonly threadId: string };
  renameThread: { readonly threadId: string; readonly title: string };
  deleteThread: { readonly threadId: string };
  undoDelete: { readonly threadId: string };
  /** Fetches the turns before the first one; `all` until there are none left. */
  loadEarlier: { readonly all: boolean };
  exportThread: { readonly format: ExportFormat };
  complete: { readonly request: number; readonly query: string };
  attach: { readonly id: string };
  /** Files that were dropped, as URIs of any scheme. */
  attachUris: { readonly uris: readonly string[] };
  /** Bytes that were pasted or dropped without an address. */
  attachData: { readonly name: string; readonly mediaType: string; readonly base64: string };
  removeContext: { readonly id: string };
  openContext: { readonly id: string };
  /** Shows exactly what sending this text now would send. */
  preview: { readonly text: string };
  listPrompts: EmptyMessage;
  code: {
    readonly action: CodeAction;
    readonly code: string;
    readonly language: string;
    /** The file that the words before the block name, as it is written there; not checked. */
    readonly near?: string;
  };
  checkPaths: { readonly paths: readonly string[] };
  /** @see paths */
  openFile: FilePlace;
  /** What a person does with workflows. */
  workflows: { readonly act: WorkflowAct };
  /** Saves a file that an agent sent. */
  saveFile: { readonly turnId: string; readonly partId: string };
}

export type ToView = { [K in keyof ToViewMessages]: { readonly type: K } & ToViewMessages[K] }[keyof ToViewMessages];
export type ToHost = { [K in keyof ToHostMessages]: { readonly type: K } & ToHostMessages[K] }[keyof ToHostMessages];

/** A message as it leaves the panel: it says which thread the panel showed when the person acted. */
export type FromPanel = ToHost & { readonly shown: ShownThread };

/** A handler for every kind of message; leaving one out does not compile. */
export type HandlerMap<Messages, Context extends readonly unknown[] = []> = {
  readonly [K in keyof Messages]: (message: Messages[K], ...context: Context) => void;
};
