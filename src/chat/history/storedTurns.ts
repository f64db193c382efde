import { fields, shallow, text } from "../../agents/fields";
import { resumeSchema } from "../../agents/resumeSchema";
import { isQuestion, type StoredMessage, type SuspendedCall, type SuspendedRun } from "../../agents/storedThread";
import type { Part, ToolCallPart, Turn } from "../../shared/transcript";
import { closeParts } from "../reducer/openParts";
import { reduceParts } from "../reducer/partReducer";
import { runFailed } from "../reducer/runNotices";
import { suspensionOf } from "../reducer/toolParts";
import { without } from "../turn/turnChanges";
import { chunksOf, questionParts } from "./storedParts";

/**
 * The turns that stored messages are. A person's message is one turn; what assistants said between two of
 * them is one turn together, in which a call that is stored twice is one call. Messages of other roles
 * and parts that are not known are left out.
 *
 * @param messages oldest first
 * @param agentName the heading of the answers: the server does not say who gave them
 * @param agentId the agent that a call which still waits is decided with
 */
export function turnsFromMessages(messages: readonly StoredMessage[], agentName: string, agentId?: string): Turn[] {
  const turns: Turn[] = [];
  let answer: StoredMessage[] = [];
  const endAnswer = (): void => {
    const [first, ...rest] = answer;
    if (first) {
      turns.push(answerTurn([first, ...rest], agentName, agentId));
    }
    answer = [];
  };
  for (const message of withoutRepeats(messages)) {
    if (isQuestion(message)) {
      endAnswer();
      turns.push(questionTurn(message));
    } else if (message.role === "assistant") {
      answer.push(message);
    }
  }
  endAnswer();
  return turns;
}

function questionTurn(message: StoredMessage): Turn {
  const { id, createdAt } = message;
  return {
    id,
    role: "user",
    agentName: "",
    parts: questionParts(message),
    state: "complete",
    createdAt,
    messageIds: [id],
  };
}

function answerTurn(
  messages: readonly [StoredMessage, ...StoredMessage[]],
  agentName: string,
  agentId: string | undefined,
): Turn {
  const [{ id, createdAt }] = messages;
  const lastOf = (name: string): string | undefined =>
    messages.map(({ metadata }) => text(metadata[name])).findLast((value) => value !== "");
  const model = lastOf("modelId");
  const traceId = lastOf("traceId");
  let parts: readonly Part[] = [];
  let error: string | undefined;
  /** The text right before, as long as the next one may be more of it. */
  let begun: { readonly key: string; readonly words: string } | undefined;
  for (const [index, message] of messages.entries()) {
    for (const [place, part] of message.parts.entries()) {
      const isText = part["type"] === "text";
      const key = isText && begun && isCutOff(begun.words) ? begun.key : `${String(index)}.${String(place)}`;
      begun = isText ? { key, words: text(part["text"]) } : undefined;
      for (const chunk of chunksOf(part, key)) {
        parts = reduceParts(parts, chunk, undefined);
        error = chunk.type === "error" ? chunk.message : error;
      }
    }
    const value = shallow(message.metadata["structuredOutput"]);
    if (value !== undefined) {
      parts = reduceParts(parts, { type: "object", value, final: true }, undefined);
    }
    // A message that came to its end names its model, and the next one is no more of it.
    begun = value === undefined && text(message.metadata["modelId"]) === "" ? begun : undefined;
  }
  return {
    id,
    role: "agent",
    agentName,
    ...(agentId === undefined ? {} : { agentId }),
    parts: withWaits(closeParts(parts, undefined), messages),
    state: error === undefined ? "complete" : "failed",
    ...(error === undefined ? {} : { error: runFailed(error) }),
    createdAt,
    ...(model ? { model } : {}),
    ...(traceId ? { traceId } : {}),
    messageIds: messages.map((message) => message.id),
  };
}

/**
 * True where a text that another one follows with nothing between them, not even a step, was cut off and went on: in
 * the middle of a table, a block of code or a sentence (docs/wire.md#mastra-stored-messages). After the end of a
 * sentence it may be a text of its own.
 */
function isCutOff(words: string): boolean {
  return !/[.!?:…。！？：][\s"'”’»)\]*_`]*$/.test(words.slice(-20));
}

/**
 * What a suspended tool asks for stands in the metadata of its message and nowhere else
 * (docs/wire.md#mastra-approvals-and-suspended-tools).
 */
function withWaits(parts: readonly Part[], messages: readonly StoredMessage[]): readonly Part[] {
  const waits = messages.reduce<Record<string, unknown>>(
    (all, { metadata }) => ({
      ...all,
      ...fields(metadata["pendingToolApprovals"]),
      ...fields(metadata["suspendedTools"]),
    }),
    {},
  );
  return parts.map((part) => {
    if (part.kind !== "tool" || !Object.hasOwn(waits, part.id)) {
      return part;
    }
    const { type, toolName, args, suspendPayload, resumeSchema: schema } = fields(waits[part.id]);
    const suspension = suspensionOf(part, {
      toolName: text(toolName),
      args,
      suspendPayload,
      // The schema of an approval says no more than that it takes a yes or a no.
      resumeSchema: type === "approval" ? undefined : resumeSchema(schema),
    });
    return suspension ? { ...part, suspension } : part;
  });
}

/** Pages may overlap when messages came in between. */
function withoutRepeats(messages: readonly StoredMessage[]): readonly StoredMessage[] {
  const seen = new Set<string>();
  return messages.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/**
 * Turns with the calls marked that wait for a person, as the server's list of suspended runs says: after a
 * reload that is the only place that knows. A call that waited and is not on the list any more has been
 * decided elsewhere, and its run goes on with the next one.
 */
export function withSuspendedRuns(turns: readonly Turn[], runs: readonly SuspendedRun[]): readonly Turn[] {
  const waits = new Map(
    runs.flatMap(({ runId, toolCalls }) => toolCalls.map((call) => [call.toolCallId, { runId, call }])),
  );
  if (waits.size === 0) {
    return turns;
  }
  const marked = turns.map((turn) => {
    const run = turn.parts
      .map((part) => (part.kind === "tool" && !isOver(part) ? waits.get(part.id) : undefined))
      .find(Boolean);
    return run === undefined || turn.state === "streaming" ? turn : waitingTurn(turn, run.runId, waits);
  });
  return marked.every((turn, index) => turn === turns[index]) ? turns : marked;
}

function waitingTurn(turn: Turn, runId: string, waits: ReadonlyMap<string, { readonly call: SuspendedCall }>): Turn {
  const parts = turn.parts.map((part): Part => {
    if (part.kind !== "tool" || isOver(part)) {
      return part;
    }
    const call = waits.get(part.id)?.call;
    const status = call === undefined ? "running" : call.requiresApproval ? "awaitingApproval" : "suspended";
    const suspension = part.suspension ?? (call && suspensionOf(part, call));
    return status === part.status && suspension === part.suspension
      ? part
      : { ...part, status, ...(suspension ? { suspension } : {}) };
  });
  if (turn.state === "waiting" && turn.runId === runId && parts.every((part, index) => part === turn.parts[index])) {
    return turn;
  }
  // It has not ended, whatever was thought of it.
  return { ...without(turn, "error", "endedAt"), parts, state: "waiting", runId };
}

function isOver({ status }: ToolCallPart): boolean {
  return status === "done" || status === "failed" || status === "declined";
}
