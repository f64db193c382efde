import type { Turn } from "../shared/transcript";
import { turnText } from "./turnText";
import type { PanelModel } from "./store";

/** A question that a person is changing, kept like a draft until it is sent or cancelled. */
export interface Edit {
  readonly threadId: string;
  readonly turnId: string;
  readonly text: string;
}

/** Begins to change a question. The same model when there is no such question, or the one in hand is it. */
export function startEdit(model: PanelModel, turnId: string): PanelModel {
  const { threadId, turns } = model.transcript;
  const turn = turns.find((candidate) => candidate.id === turnId);
  if (turn?.role !== "user" || model.state.busy || editedTurn(model) === turnId) {
    return model;
  }
  return { ...model, overlay: "none", editing: { threadId, turnId, text: turnText(turn) } };
}

/** The question before the newest answer; undefined in a thread without one. */
export function lastQuestion(turns: readonly Turn[]): Turn | undefined {
  return turns.findLast((turn) => turn.role === "user");
}

/** Id of the turn that is being changed in the thread that is shown. */
export function editedTurn({ editing, transcript }: PanelModel): string | undefined {
  return editing?.threadId === transcript.threadId ? editing.turnId : undefined;
}

/** True when the changed question can go out: connected, nothing is being answered, something is typed. */
export function canSendEdit({ state, editing }: PanelModel): boolean {
  return state.connection === "ready" && !state.busy && editing !== undefined && editing.text.trim() !== "";
}

/**
 * An edit whose question is gone (deleted in another window, say) becomes part of the draft: what was
 * typed may not be lost. The draft gets a revision of its own, so that the host takes it over.
 */
export function settleEdit(model: PanelModel): PanelModel {
  const { editing, draft, transcript } = model;
  if (editing?.threadId !== transcript.threadId || transcript.turns.some((turn) => turn.id === editing.turnId)) {
    return model;
  }
  const text = [editing.text, draft.text].filter((part) => part.trim() !== "").join("\n\n");
  return { ...model, editing: undefined, draft: { text, revision: draft.revision + 1 } };
}
