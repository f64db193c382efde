/**
 * One conversation as data: what the reducer on the host writes, what the panel draws and what a
 * reload brings back. Plain JSON, so that it crosses `postMessage` and rests in a file unchanged.
 */

/** Where a tool call stands. `declined`: a person refused it; `cancelled`: the turn ended before it did. */
export type ToolCallStatus =
  | "writing"
  | "running"
  | "awaitingApproval"
  | "suspended"
  | "done"
  | "failed"
  | "declined"
  | "cancelled";

export interface TextPart {
  readonly kind: "text";
  /** The stream's own id for this run of text. */
  readonly id: string;
  readonly text: string;
}

export interface ReasoningPart {
  readonly kind: "reasoning";
  readonly id: string;
  readonly text: string;
  /** True from `reasoning-end`, or from the end of the turn. */
  readonly finished: boolean;
}

export interface ToolCallPart {
  readonly kind: "tool";
  /** The tool call's id; unique within the turn. */
  readonly id: string;
  readonly toolName: string;
  readonly status: ToolCallStatus;
  /** Arguments as they are written by the model: a prefix of a JSON text. */
  readonly argsText: string;
  /** Arguments once complete. */
  readonly args?: unknown;
  readonly result?: unknown;
  /** One sentence; never a stack trace. */
  readonly error?: string;
}

export interface SourcePart {
  readonly kind: "source";
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

export type Part = TextPart | ReasoningPart | ToolCallPart | SourcePart;

/**
 * `streaming`: chunks still arrive. `waiting`: the run pauses for an approval. `complete`: the
 * server said so. `stopped`: the reader pressed Stop. `interrupted`: the connection or the window
 * went away first. `failed`: the run ended with an error.
 */
export type TurnState = "streaming" | "waiting" | "complete" | "stopped" | "interrupted" | "failed";

/** Something a person can press below an error. The host carries it out. */
export type ActionId =
  | "signIn"
  | "anotherWay"
  | "cancelSignIn"
  | "copyRedirectUri"
  | "switchAccount"
  | "switchServer"
  | "signOut"
  | "configureServer"
  | "openServerSetting"
  | "openClerkSettings"
  | "selectAgent"
  | "showLog"
  | "pasteToken"
  | "retryConnection"
  | "trustWorkspace"
  | "newThread";

/** An error as a person meets it: one plain sentence and, where one helps, a button. */
export interface Notice {
  readonly message: string;
  readonly actions: readonly ActionId[];
}

export interface Turn {
  readonly id: string;
  readonly role: "user" | "agent";
  /** What stands in the turn's heading for an agent; empty for the user. */
  readonly agentName: string;
  readonly agentId?: string;
  readonly parts: readonly Part[];
  readonly state: TurnState;
  readonly error?: Notice;
  /** The server's id for this run; needed to approve a tool call. */
  readonly runId?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface Transcript {
  readonly threadId: string;
  readonly turns: readonly Turn[];
}
