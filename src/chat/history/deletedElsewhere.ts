import type { Turn } from "../../shared/transcript";
import type { TurnPairs } from "./pairTurns";

/**
 * The local turns that another window has deleted from the server. That is certain only of a question
 * whose answer was complete, whose agent is known to have memory because other answers of it are stored,
 * which lies within the stretch that was read, and after which something else is stored.
 */
export function deletedElsewhere(
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
      // Right behind the anchor another window may have written; elsewhere a later turn of ours is stored.
      const wroteOn = anchor + 1 < stored.length && !toLocal.has(anchor + 1);
      if (wroteOn || local.slice(place + 2).some((turn) => toStored.has(turn))) {
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
