import type { Turn } from "../../shared/transcript";
import { joinAnswer, mergeTurn } from "./mergeTurn";

/** Which local turn and which stored one are the same; each is in one pair at most. */
interface TurnPairs {
  /** By the index of the stored turn. */
  readonly toLocal: ReadonlyMap<number, Turn>;
  /** The index of the stored turn. */
  readonly toStored: ReadonlyMap<Turn, number>;
}

/**
 * What this machine knows of a thread and what the server's memory holds, as one.
 *
 * The server decides on the order and has the last word on what it holds. A turn that both have (the same
 * id, or a message in common) stays the local object as long as the server has nothing to add. A turn
 * that only this machine has (it failed, it was stopped, the agent has no memory) stays after the one
 * before it, and by its time among those that another window wrote.
 *
 * Nothing is lost but one thing: a complete answer that the server must have kept, and has not any more,
 * was deleted in another window together with its question.
 *
 * @param stored oldest first; a stretch of the thread without gaps
 * @param complete whether `stored` is all of the thread
 * @returns `local` itself when the server adds nothing
 */
export function mergeTurns(local: readonly Turn[], stored: readonly Turn[], complete: boolean): readonly Turn[] {
  if (stored.length === 0) {
    return local;
  }
  const pairs = pairTurns(local, stored);
  const gone = deletedElsewhere(local, stored, pairs, complete);
  const ours = new Map<number, Turn[]>();
  let anchor = -1;
  for (const turn of local) {
    const theirs = pairs.toStored.get(turn);
    if (theirs !== undefined) {
      anchor = theirs;
    } else if (!gone.has(turn)) {
      ours.set(anchor, [...(ours.get(anchor) ?? []), turn]);
    }
  }
  const merged: Turn[] = [];
  let run: Turn[] = [];
  let last = -1;
  const endRun = (): void => {
    merged.push(...interleave(ours.get(last) ?? [], run, last >= 0));
    run = [];
  };
  for (const [index, theirs] of stored.entries()) {
    const known = pairs.toLocal.get(index);
    if (known) {
      endRun();
      last = index;
      merged.push(mergeTurn(known, theirs));
    } else {
      run.push(theirs);
    }
  }
  endRun();
  const joined = joinSplitAnswer(merged, local[0]);
  return joined.length === local.length && joined.every((turn, index) => turn === local[index]) ? local : joined;
}

/**
 * Pairs turns that have their id or a message in common, and the answers to the same question: of one whose
 * connection was lost at the start, this machine does not know what it became on the server.
 */
function pairTurns(local: readonly Turn[], stored: readonly Turn[]): TurnPairs {
  const owners = new Map<string, Turn>();
  for (const turn of local.toReversed()) {
    for (const key of keysOf(turn)) {
      owners.set(key, turn);
    }
  }
  const toLocal = new Map<number, Turn>();
  const toStored = new Map<Turn, number>();
  const pair = (ours: Turn, index: number): void => {
    toLocal.set(index, ours);
    toStored.set(ours, index);
  };
  for (const [index, turn] of stored.entries()) {
    const ours = keysOf(turn)
      .map((key) => owners.get(key))
      .find((each) => each !== undefined && !toStored.has(each));
    if (ours) {
      pair(ours, index);
    }
  }
  for (const [place, turn] of local.entries()) {
    const question = toStored.get(turn);
    const [answer, theirs] = [local[place + 1], question === undefined ? undefined : stored[question + 1]];
    if (turn.role !== "user" || question === undefined || answer?.role !== "agent" || theirs?.role !== "agent") {
      continue;
    }
    if (!toStored.has(answer) && !toLocal.has(question + 1)) {
      pair(answer, question + 1);
    }
  }
  return { toLocal, toStored };
}

function keysOf({ role, id, messageIds = [] }: Turn): readonly string[] {
  return [id, ...messageIds].map((each) => `${role} ${each}`);
}

/**
 * The local turns that another window has deleted from the server. That is certain only of a question
 * whose answer was complete, whose agent is known to have memory because other answers of it are stored,
 * which lies within the stretch that was read, and after which something else is stored. A thread that the server
 * has lost whole, and that a later question has begun anew there, keeps what it held.
 */
function deletedElsewhere(
  local: readonly Turn[],
  stored: readonly Turn[],
  { toLocal, toStored }: TurnPairs,
  complete: boolean,
): ReadonlySet<Turn> {
  const remembering = new Set(
    local.filter((turn) => turn.role === "agent" && toStored.has(turn)).map(({ agentId }) => agentId),
  );
  const gone = new Set<Turn>();
  let anchor = -1;
  for (const [place, question] of local.entries()) {
    anchor = toStored.get(question) ?? anchor;
    const answer = local[place + 1];
    if (
      question.role === "user" &&
      !toStored.has(question) &&
      answer !== undefined &&
      wasStored(answer, remembering) &&
      !toStored.has(answer) &&
      (anchor >= 0 || complete)
    ) {
      // Right behind the anchor another window may have written; elsewhere a later turn of ours is stored. A stored
      // thread that begins with ours has begun anew: what comes before was lost with all of it.
      const wroteOn = anchor + 1 < stored.length && !toLocal.has(anchor + 1);
      if (wroteOn || (anchor >= 0 && local.slice(place + 2).some((turn) => toStored.has(turn)))) {
        gone.add(question);
        gone.add(answer);
      }
    }
  }
  return gone;
}

function wasStored(answer: Turn, remembering: ReadonlySet<string | undefined>): boolean {
  const { role, state, error, agentId, messageIds = [] } = answer;
  return role === "agent" && state === "complete" && !error && messageIds.length > 0 && remembering.has(agentId);
}

/**
 * Two lists as one by time. Each keeps its own order, and a question is never parted from its answer.
 *
 * @param answers whether answers at the beginning belong to the turn before both lists
 */
function interleave(local: readonly Turn[], stored: readonly Turn[], answers: boolean): readonly Turn[] {
  const [ours, theirs] = [exchanges(local), exchanges(stored)];
  const merged: Turn[] = [];
  if (answers) {
    for (const list of [ours, theirs]) {
      if (list[0]?.[0]?.role === "agent") {
        merged.push(...(list.shift() ?? []));
      }
    }
  }
  while (ours.length > 0 || theirs.length > 0) {
    const [mine, other] = [ours[0]?.[0], theirs[0]?.[0]];
    const first = mine && (!other || mine.createdAt < other.createdAt) ? ours : theirs;
    merged.push(...(first.shift() ?? []));
  }
  return merged;
}

/** Each question with what came after it, up to the next one. */
function exchanges(turns: readonly Turn[]): Turn[][] {
  const all: Turn[][] = [];
  for (const turn of turns) {
    const last = all.at(-1);
    if (turn.role === "agent" && last) {
      last.push(turn);
    } else {
      all.push([turn]);
    }
  }
  return all;
}

/** An answer may lie on two pages; then the first local turn is the rest of the last one that came. */
function joinSplitAnswer(turns: readonly Turn[], first: Turn | undefined): readonly Turn[] {
  const index = first?.role === "agent" ? turns.indexOf(first) : -1;
  const before = turns[index - 1];
  return first && before?.role === "agent" ? turns.toSpliced(index - 1, 2, joinAnswer(before, first)) : turns;
}
