import type { AgentChunk } from "../../agents/chunk";
import type { AgentSummary } from "../../shared/protocol";
import type { Turn } from "../../shared/transcript";
import { newTurn, waitingCall, without } from "../turn/turnChanges";

/** A run as it is told: all of it, or what follows a decision. */
export interface ToldRun {
  readonly runId: string;
  readonly unread: readonly AgentChunk[];
}

/**
 * The turns as they are once a run is followed, which writes to the last of them. A response that is there already, as
 * after a reload or from the server's memory, is written anew from where the run is told.
 *
 * @param agent whose run it is
 * @param kept the turns as another window of this computer has kept them: they may have the question
 * @returns undefined when all of it is there: it waits for the person, or something was asked after it
 */
export function turnsWithRun(
  turns: readonly Turn[],
  { runId, unread }: ToldRun,
  agent: Pick<AgentSummary, "id" | "name">,
  kept: readonly Turn[] = [],
): readonly Turn[] | undefined {
  const index = placeOf(turns, runId, unread);
  const turn = turns[index];
  if (!turn) {
    const next = newTurn({
      role: "agent",
      agentName: agent.name,
      agentId: agent.id,
      runId,
      state: "streaming",
      parts: [],
    });
    return [...turns, ...askedElsewhere(turns, kept), next];
  }
  const later = turns.slice(index + 1);
  const wait = unread.at(-1);
  const isKnown =
    (wait?.type === "tool-call-approval" || wait?.type === "tool-call-suspended") &&
    [turn, ...later].some((each) => waitingCall(each, wait.toolCallId, "awaitingApproval", "suspended"));
  if (isKnown || later.some((each) => each.role === "agent" && each.runId !== runId)) {
    return undefined;
  }
  const last = turns.findLastIndex(({ role }) => role === "agent");
  const isWhole = unread.some(({ type }) => type === "start");
  const [place, base] = isWhole ? [index, turn] : [last, turns[last] ?? turn];
  const at = isWhole ? -1 : base.parts.findLastIndex(({ kind, id }) => kind === "tool" && id === firstCall(unread));
  // What a person wrote into the run comes once more as well.
  return [
    ...turns.slice(0, place),
    {
      ...without(base, "error", "endedAt", "canContinue"),
      parts: isWhole ? [] : at < 0 ? base.parts : base.parts.slice(0, at + 1),
      state: "streaming",
      runId,
      agentId: base.agentId ?? agent.id,
    },
  ];
}

/** The question that another window waits for the answer to, unless it is known. */
function askedElsewhere(turns: readonly Turn[], kept: readonly Turn[]): readonly Turn[] {
  const [question, answer] = kept.slice(-2);
  const isOpen = question?.role === "user" && answer?.role === "agent" && answer.state === "streaming";
  return isOpen && !turns.some(({ id }) => id === question.id) ? [question] : [];
}

/** The index of the response that a run writes; -1 when it is not there. */
function placeOf(turns: readonly Turn[], runId: string, unread: readonly AgentChunk[]): number {
  const start = unread.find((chunk) => chunk.type === "start");
  const messageId = start?.messageId;
  const known = turns.findIndex(
    ({ role, messageIds = [], ...turn }) =>
      role === "agent" && (turn.runId === runId || (messageId !== undefined && messageIds.includes(messageId))),
  );
  if (known >= 0) {
    return known;
  }
  const message = unread.find((chunk) => chunk.type === "user-message");
  if (start && message) {
    const question = turns.findLastIndex(
      ({ role, id, messageIds = [] }) =>
        role === "user" && (id === message.clientId || id === message.id || messageIds.includes(message.id)),
    );
    return question >= 0 && turns[question + 1]?.role === "agent" ? question + 1 : -1;
  }
  const call = start ? undefined : firstCall(unread);
  return call === undefined
    ? -1
    : turns.findLastIndex(({ parts }) => parts.some(({ kind, id }) => kind === "tool" && id === call));
}

/** After a decision a run begins with what came of a call. */
function firstCall(unread: readonly AgentChunk[]): string | undefined {
  return unread.map((chunk) => ("toolCallId" in chunk ? chunk.toolCallId : undefined)).find(Boolean);
}
