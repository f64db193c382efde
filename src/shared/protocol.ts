import type { ActionId, Notice, Part, ToolCallPart, Transcript, Turn } from "./transcript";

/** What the panel shows instead of a conversation, or `ready`. */
export type Connection =
  | "loading"
  | "noServer"
  | "restricted"
  | "signedOut"
  | "signingIn"
  | "noAgents"
  | "failed"
  | "ready";

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

/** Everything the panel needs to draw itself. It holds nothing the host could not send again. */
export interface ViewState {
  readonly connection: Connection;
  /** Shown by `failed`, and above the message box when `ready`. */
  readonly notice?: Notice;
  /** Host and port of the server, for people to read. */
  readonly serverLabel: string;
  /** Who is signed in, with the organisation; empty when nobody is. */
  readonly accountLabel: string;
  /** What to do while a sign-in is under way; holds no code and no state. */
  readonly signInHint?: string;
  readonly agents: readonly AgentSummary[];
  readonly agentId: string;
  readonly busy: boolean;
}

/** One change to the turns. `append` adds text to a text or reasoning part, or to a call's `argsText`. */
export type TranscriptPatch =
  | { readonly op: "append"; readonly turnId: string; readonly part: number; readonly text: string }
  | { readonly op: "part"; readonly turnId: string; readonly part: number; readonly value: Part }
  | { readonly op: "turn"; readonly turn: Turn }
  | { readonly op: "remove"; readonly turnId: string };

/** A message that is all in its type. */
export type EmptyMessage = object;

export interface ToViewMessages {
  /** The answer to `ready`, and whenever the thread is another one. */
  snapshot: {
    readonly state: ViewState;
    readonly transcript: Transcript;
    readonly draft: Draft;
    /** The l10n bundle of the display language; empty for English. */
    readonly strings: Readonly<Record<string, string>>;
  };
  state: { readonly state: ViewState };
  patches: { readonly threadId: string; readonly patches: readonly TranscriptPatch[] };
  /** Replaces the text in the message box: a message that could not be sent comes back. */
  draft: { readonly draft: Draft };
  focusInput: EmptyMessage;
}

export interface ToHostMessages {
  ready: EmptyMessage;
  send: { readonly text: string };
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
  };
}

export type ToView = { [K in keyof ToViewMessages]: { readonly type: K } & ToViewMessages[K] }[keyof ToViewMessages];
export type ToHost = { [K in keyof ToHostMessages]: { readonly type: K } & ToHostMessages[K] }[keyof ToHostMessages];

/** A handler for every kind of message; leaving one out does not compile. */
export type HandlerMap<Messages> = { readonly [K in keyof Messages]: (message: Messages[K]) => void };
