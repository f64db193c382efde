import type { Part, Transcript, Turn, TurnState, Usage } from "../../shared/transcript";

/** What stands above an exported conversation. */
export interface ExportDetails {
  /** Title of the thread; may be empty. */
  readonly title: string;
  /** Host and port of the server, for people to read. */
  readonly serverLabel: string;
  /** Milliseconds since the epoch. */
  readonly exportedAt: number;
}

/**
 * An exported thread. `version` grows when a field is taken away or means something else; fields may
 * be added without. Times are ISO 8601 in UTC.
 */
export interface ExportedThread {
  readonly format: "agent-chat-thread";
  readonly version: 1;
  readonly title: string;
  readonly server: string;
  readonly exportedAt: string;
  readonly threadId: string;
  /** False when the server has earlier messages that had not been loaded. */
  readonly complete: boolean;
  readonly turns: readonly ExportedTurn[];
}

/** One question or answer. */
export interface ExportedTurn {
  readonly id: string;
  readonly role: "user" | "agent";
  readonly agent?: { readonly name: string; readonly id?: string };
  readonly createdAt: string;
  readonly endedAt?: string;
  readonly state: TurnState;
  /** What was said and done, in order; each kind as `src/shared/transcript.ts` describes it. */
  readonly parts: readonly Part[];
  /** The sentence that the person saw. */
  readonly error?: string;
  readonly model?: string;
  readonly usage?: Usage;
  readonly runId?: string;
  readonly messageIds?: readonly string[];
}

/** A thread as JSON text, with nothing left out: files and attachments are in it as base64 or text. */
export function exportJson(transcript: Transcript, details: ExportDetails): string {
  const thread: ExportedThread = {
    format: "agent-chat-thread",
    version: 1,
    title: details.title,
    server: details.serverLabel,
    exportedAt: isoTime(details.exportedAt),
    threadId: transcript.threadId,
    complete: transcript.earlier !== true,
    turns: transcript.turns.map(exportedTurn),
  };
  return `${JSON.stringify(thread, undefined, 2)}\n`;
}

function exportedTurn(turn: Turn): ExportedTurn {
  const { id, role, agentName: name, agentId, state, parts, error, model, usage, runId, messageIds } = turn;
  return {
    id,
    role,
    ...(role === "user" ? {} : { agent: { name, ...(agentId === undefined ? {} : { id: agentId }) } }),
    createdAt: isoTime(turn.createdAt),
    ...(turn.endedAt === undefined ? {} : { endedAt: isoTime(turn.endedAt) }),
    state,
    parts,
    ...(error === undefined ? {} : { error: error.message }),
    ...(model === undefined ? {} : { model }),
    ...(usage === undefined ? {} : { usage }),
    ...(runId === undefined ? {} : { runId }),
    ...(messageIds === undefined || messageIds.length === 0 ? {} : { messageIds }),
  };
}

/** ISO 8601; a time that no calendar has (a server can send any number) becomes the epoch's beginning. */
export function isoTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
