import type { Turn } from "../../shared/transcript";

/** Which local turn and which stored one are the same; each is in one pair at most. */
export interface TurnPairs {
  /** By the index of the stored turn. */
  readonly toLocal: ReadonlyMap<number, Turn>;
  /** The index of the stored turn. */
  readonly toStored: ReadonlyMap<Turn, number>;
}

/**
 * Pairs turns that have their id or a message in common, and the answers to the same question: of one whose
 * connection was lost at the start, this machine does not know what it became on the server.
 */
export function pairTurns(local: readonly Turn[], stored: readonly Turn[]): TurnPairs {
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
