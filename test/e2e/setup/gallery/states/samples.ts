import type { ToView, ViewState } from "../../../../../src/shared/protocol";
import type { Part, ToolCallPart, Transcript, Turn } from "../../../../../src/shared/transcript";

/** The moment at which every picture is taken, in milliseconds since the epoch. */
export const galleryTime = Date.UTC(2026, 10, 24, 12, 0, 0);

/** So many seconds before that moment. */
export function secondsAgo(seconds: number): number {
  return galleryTime - seconds * 1000;
}

/** A picture of four coloured squares, 96 × 96, as base64 of a PNG file. */
export const squaresPng =
  "iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAMAAADVRocKAAAADFBMVEUzd8zuqjNEqma7RFVFOj3WAAAAQUlEQVR42u3NMQ0AMAwDsLTjz3kY" +
  "clayCTgpTSkCgUAgEAgEAoFAIBAIBIJTwZZeSSAQCAQCgUAgEAgEAoFAcCr4WqM2ATDDQZAAAAAASUVORK5CYII=";

/** A connected view with two agents; `change` says what differs. */
export function viewState(change: Partial<ViewState> = {}): ViewState {
  return {
    connection: "ready",
    serverLabel: "localhost:4111",
    accountLabel: "alice@example.com",
    agents: [
      { id: "weatherAgent", name: "Weather Agent", description: "Knows the weather of every city." },
      { id: "travelAgent", name: "Travel Agent", description: "Plans trips and books them." },
    ],
    agentId: "weatherAgent",
    busy: false,
    title: "Weather in Lisbon",
    queue: [],
    context: [],
    loadingEarlier: false,
    look: {},
    ...change,
  };
}

export interface Shown {
  readonly state?: Partial<ViewState>;
  readonly turns?: readonly Turn[];
  readonly transcript?: Partial<Transcript>;
  readonly draft?: string;
}

/** The message with which the host shows a thread. */
export function snapshot({ state, turns = [], transcript, draft = "" }: Shown = {}): ToView {
  return {
    type: "snapshot",
    owner: "o",
    state: viewState(state),
    transcript: { threadId: "thread", turns, ...transcript },
    draft: { text: draft, revision: 1 },
    strings: {},
  };
}

export function text(words: string, id = "text"): Part {
  return { kind: "text", id, text: words };
}

export function user(id: string, ...parts: readonly (Part | string)[]): Turn {
  return {
    id,
    role: "user",
    agentName: "",
    parts: parts.map((part) => (typeof part === "string" ? text(part) : part)),
    state: "complete",
    createdAt: secondsAgo(60),
    messageIds: [id],
  };
}

/** A finished answer; `change` says what differs. */
export function agent(id: string, parts: readonly (Part | string)[], change: Partial<Turn> = {}): Turn {
  return { ...streaming(id, parts), state: "complete", endedAt: secondsAgo(54), ...change };
}

/** An answer that is being written. */
export function streaming(id: string, parts: readonly (Part | string)[]): Turn {
  return {
    id,
    role: "agent",
    agentName: "Weather Agent",
    agentId: "weatherAgent",
    parts: parts.map((part) => (typeof part === "string" ? text(part) : part)),
    state: "streaming",
    createdAt: secondsAgo(58),
    runId: `run-${id}`,
    messageIds: [id],
  };
}

export function tool(change: Partial<ToolCallPart> = {}): ToolCallPart {
  return {
    kind: "tool",
    id: "call",
    toolName: "getWeather",
    status: "done",
    argsText: '{"city":"Lisbon"}',
    args: { city: "Lisbon" },
    ...change,
  };
}

/** One question with one answer of these parts. */
export function exchange(
  question: string,
  parts: readonly (Part | string)[],
  change: Partial<Turn> = {},
): readonly Turn[] {
  return [user("question", question), agent("answer", parts, change)];
}
