import type { Turn } from "../../shared/transcript";
import { deletedElsewhere } from "./deletedElsewhere";
import { interleave } from "./interleave";
import { joinAnswer, mergeTurn } from "./mergeTurn";
import { pairTurns } from "./pairTurns";

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

/** An answer may lie on two pages; then the first local turn is the rest of the last one that came. */
function joinSplitAnswer(turns: readonly Turn[], first: Turn | undefined): readonly Turn[] {
  const index = first?.role === "agent" ? turns.indexOf(first) : -1;
  const before = turns[index - 1];
  return first && before?.role === "agent" ? turns.toSpliced(index - 1, 2, joinAnswer(before, first)) : turns;
}
