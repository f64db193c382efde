import type { ContextItem } from "./context";
import type { ThreadOptions } from "./threadOptions";

/**
 * One conversation as data: what the reducer on the host writes, what the panel draws and what a
 * reload brings back. Plain JSON, so that it crosses `postMessage` and rests in a file unchanged.
 */

/** Where a tool call stands. `declined`: a person refused it; `cancelled`: the turn ended before it did. */
export type ToolCallStatus =
  "writing" | "running" | "awaitingApproval" | "suspended" | "done" | "failed" | "declined" | "cancelled";

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
  /** Milliseconds since the epoch; missing in what comes from the server's memory. */
  readonly startedAt?: number;
  /** Milliseconds that it took. */
  readonly durationMs?: number;
}

/**
 * Where a call stands that this editor runs and not the server. `reads`, `changes` and `acts`: what it does, as long
 * as nobody has decided on it; `allowed`: a person has said yes; `reported`: the agent has its result.
 */
export type InEditor = "reads" | "changes" | "acts" | "allowed" | "reported";

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
  /** What the tool said of its failure, in one line or more; never a stack trace. */
  readonly error?: string;
  /** Why a person declined, in their words. */
  readonly reason?: string;
  /** What the tool reported while it ran (`tool-output`, `data-*` with its id), oldest first. */
  readonly progress?: readonly ProgressNote[];
  /** What a sub-agent or a workflow behind this call says and does, as parts of its own. */
  readonly nested?: readonly Part[];
  /** Set for a tool of this editor. */
  readonly inEditor?: InEditor;
  /** What a suspended tool asks for. */
  readonly suspension?: Suspension;
  /** Who approved it, where it had to be. */
  readonly approval?: ApprovalSource;
  /** The plan that it submits for approval, once it was read on the server. */
  readonly plan?: SubmittedPlan;
  /** Milliseconds since the epoch at which it began to run. */
  readonly startedAt?: number;
  /** Milliseconds from there to its result. */
  readonly durationMs?: number;
}

/** For how long a person approves a tool without being asked again: in this thread, or for its agent in this workspace. */
export type ApprovalScope = "thread" | "workspace";

/** A person at this call, or what they have asked to be remembered. */
export type ApprovalSource = "person" | ApprovalScope;

/** What the server's file of a plan says, or why it could not be read. */
export type SubmittedPlan = { readonly text: string } | { readonly problem: string };

/** One report of a running tool. */
export interface ProgressNote {
  /** In words, where the report has some (`label`, `message`, `status`, `step`); else empty. */
  readonly label: string;
  /** 0 to 100, where the report has a share. */
  readonly percent?: number;
  /** The report as it came, when the label does not say all of it. */
  readonly value?: unknown;
}

/** Why a tool suspended its run, and what it takes to go on. */
export interface Suspension {
  /** What the tool said (`suspendPayload`). */
  readonly payload?: unknown;
  /** The JSON Schema of the answer, parsed; undefined when the server's text is none. */
  readonly schema?: unknown;
}

export interface SourcePart {
  readonly kind: "source";
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

/** A file or an image that an agent made. */
export interface FilePart {
  readonly kind: "file";
  readonly id: string;
  readonly name: string;
  /** Media type as the server gave it, such as `image/png`; empty when it gave none. */
  readonly mediaType: string;
  /** Base64 of the bytes; missing when `url` is given. */
  readonly base64?: string;
  /** An https address; it is linked, never loaded. */
  readonly url?: string;
}

/** A structured object; `value` grows while it streams. */
export interface ObjectPart {
  readonly kind: "object";
  readonly id: string;
  readonly value: unknown;
  readonly finished: boolean;
}

/** What a server sends as `data-<name>` that belongs to no tool call. The same `id` replaces. */
export interface DataPart {
  readonly kind: "data";
  readonly id: string;
  /** `<name>` of the chunk's type. */
  readonly name: string;
  readonly note: ProgressNote;
}

/** One step of a workflow. */
export interface StepPart {
  readonly kind: "step";
  readonly id: string;
  readonly name: string;
  readonly status: "running" | "waiting" | "done" | "failed";
  readonly output?: unknown;
  /** As a tool's. */
  readonly error?: string;
  readonly parts: readonly Part[];
}

/** Something that a person sent along with a message. */
export interface ContextPart {
  readonly kind: "context";
  readonly id: string;
  readonly item: ContextItem;
  /** The text that was sent, or the base64 of the bytes: what "Edit" sends again. */
  readonly content: string;
  /** Set for bytes: their media type. */
  readonly mediaType?: string;
}

export type Part =
  TextPart | ReasoningPart | ToolCallPart | SourcePart | FilePart | ObjectPart | DataPart | StepPart | ContextPart;

/** Tokens of a whole run, as the model's provider counts them. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly totalTokens?: number;
  readonly reasoningTokens?: number;
  readonly cachedInputTokens?: number;
}

/**
 * `streaming`: chunks still arrive. `waiting`: the run pauses for an approval. `complete`: the
 * server said so. `stopped`: the reader pressed Stop. `interrupted`: the connection or the window
 * went away first. `failed`: the run ended with an error.
 */
export type TurnState = "streaming" | "waiting" | "complete" | "stopped" | "interrupted" | "failed";

/** Everything a person can press below an error. The host carries it out. */
export const ACTION_IDS = [
  "signIn",
  "anotherWay",
  "cancelSignIn",
  "copyRedirectUri",
  "switchAccount",
  "switchServer",
  "signOut",
  "configureServer",
  "openServerSetting",
  "openClerkSettings",
  "selectAgent",
  "showLog",
  "pasteToken",
  "retryConnection",
  "reloadWindow",
  "trustWorkspace",
  "newThread",
  "showThreads",
  "retryTurn",
  "restoreMessages",
] as const;

export type ActionId = (typeof ACTION_IDS)[number];

/** An error as a person meets it: one plain sentence and, where one helps, a button. */
export interface Notice {
  readonly message: string;
  readonly actions: readonly ActionId[];
  /** Missing for an error: a warning says that something is less than it might be, and calls nobody. */
  readonly severity?: "warning";
  /** False where asking the question again might do something a second time. */
  readonly retry?: false;
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
  /** The server's trace of it, in what comes from the server's memory: that has no run. */
  readonly traceId?: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Milliseconds since the epoch; set when the turn ended. */
  readonly endedAt?: number;
  readonly usage?: Usage;
  /** The model's own name, as the server gives it. */
  readonly model?: string;
  /** Set for a response that broke off and that the server can go on with: it has kept the question. */
  readonly canContinue?: true;
  /** Set for what another window or computer lets an agent say, as it comes: it is shown and never kept. */
  readonly elsewhere?: true;
  /** Ids of the server's messages that this turn is made of; empty or missing while it knows none. */
  readonly messageIds?: readonly string[];
}

export interface Transcript {
  readonly threadId: string;
  readonly turns: readonly Turn[];
  /** True when the server has messages before the first turn. */
  readonly earlier?: boolean;
  /** The thread's name, when the server or a person has given it one. */
  readonly title?: string;
  /** What a person has set for its requests; only this computer knows. */
  readonly options?: ThreadOptions;
}
