import type { UserMessageChunk } from "../../agents/chunk";
import type { Turn } from "../../shared/transcript";
import { questionParts } from "./storedParts";
import { endTurn } from "../reducer/turnReducer";
import { newTurn } from "../turn/turnChanges";

/**
 * The turns once a message has come into the run that writes to one of them: as the server's memory keeps it, the
 * response so far is a turn of its own, and what comes after the message another one.
 *
 * @param turnId the turn that the run writes to
 * @returns the turn that it writes to from now on; undefined when the message is there already
 */
export function interjected(
  turns: readonly Turn[],
  turnId: string,
  { id, parts }: UserMessageChunk,
): { readonly turns: readonly Turn[]; readonly turnId: string } | undefined {
  const index = turns.findLastIndex((turn) => turn.id === turnId);
  const turn = turns[index];
  if (!turn || turns.some((each) => each.id === id)) {
    return undefined;
  }
  const question = newTurn(
    { role: "user", agentName: "", state: "complete", parts: questionParts({ parts }), messageIds: [id] },
    id,
  );
  const before = turns.slice(0, index);
  if (turn.parts.length === 0) {
    // Nothing of the response was there yet.
    return { turns: [...before, question, turn], turnId };
  }
  const { role, agentName, agentId, runId } = turn;
  const next = newTurn({
    role,
    agentName,
    ...(agentId === undefined ? {} : { agentId }),
    ...(runId === undefined ? {} : { runId }),
    state: "streaming",
    parts: [],
  });
  return { turns: [...before, endTurn(turn, "complete"), question, next], turnId: next.id };
}
