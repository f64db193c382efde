import type { Draft, HandlerMap, ToView, ToViewMessages, ViewState } from "../shared/protocol";
import type { Transcript } from "../shared/transcript";
import { applyPatches } from "./patches";

/** Everything the panel draws. */
export interface PanelModel {
  readonly state: ViewState;
  readonly transcript: Transcript;
  readonly draft: Draft;
  /** Grows by one whenever the message box should take the focus. */
  readonly focusRequests: number;
}

/** The panel before its first snapshot, with the draft an earlier life of the view saved. */
export function initialModel(draft: Draft = { text: "", revision: 0 }): PanelModel {
  return {
    state: { connection: "loading", serverLabel: "", accountLabel: "", agents: [], agentId: "", busy: false },
    transcript: { threadId: "", turns: [] },
    draft,
    focusRequests: 0,
  };
}

/** The draft rule of the protocol: the higher revision is the newer text; equal ones are the same text. */
export function newerDraft(ours: Draft, theirs: Draft): Draft {
  return theirs.revision > ours.revision ? theirs : ours;
}

/**
 * A message that could not be sent comes back. If more has been typed than the host knew of, the two
 * are joined under a number of their own: neither may be lost.
 */
function givenBack(ours: Draft, theirs: Draft): Draft {
  if (theirs.revision > ours.revision) {
    return theirs;
  }
  const text = ours.text.trim() === "" ? theirs.text : `${theirs.text}\n\n${ours.text}`;
  return { text, revision: ours.revision + 1 };
}

/** One message of the host applied to the model. Pure; parts that do not change stay the same objects. */
export function reduce(model: PanelModel, message: ToView): PanelModel {
  let next = model;
  const handlers: HandlerMap<ToViewMessages> = {
    snapshot: ({ state, transcript, draft }) => {
      next = { ...model, state, transcript, draft: newerDraft(model.draft, draft) };
    },
    state: ({ state }) => {
      next = { ...model, state };
    },
    patches: ({ threadId, patches }) => {
      // Chunks of a thread the reader has left may still be on their way.
      if (threadId !== model.transcript.threadId) {
        return;
      }
      const turns = applyPatches(model.transcript.turns, patches);
      next = turns === model.transcript.turns ? model : { ...model, transcript: { threadId, turns } };
    },
    draft: ({ draft }) => {
      next = { ...model, draft: givenBack(model.draft, draft) };
    },
    focusInput: () => {
      next = { ...model, focusRequests: model.focusRequests + 1 };
    },
  };
  const handle = handlers[message.type] as ((message: ToView) => void) | undefined;
  handle?.(message);
  return next;
}

/** True when pressing Send would send: connected, idle, and something is typed. */
export function canSend(model: PanelModel): boolean {
  return model.state.connection === "ready" && !model.state.busy && model.draft.text.trim() !== "";
}
