import type { Draft, HandlerMap, ToView, ToViewMessages, ViewState } from "../shared/protocol";
import type { ContextSuggestion, SavedPrompt } from "../shared/context";
import type { ThreadListState } from "../shared/threads";
import type { Transcript } from "../shared/transcript";
import { settleEdit, type Edit } from "./edits";
import { applyPatches } from "./patches";

/** Everything the panel draws. */
export interface PanelModel {
  readonly state: ViewState;
  readonly transcript: Transcript;
  readonly draft: Draft;
  /** Grows by one whenever the message box should take the focus. */
  readonly focusRequests: number;
  /** What lies over the conversation. */
  readonly overlay: "none" | "threads" | "find";
  /** The list of threads as the host last told it. */
  readonly threads: ThreadListState;
  /** Rows for the `@` completion, with the number of the request they answer. */
  readonly completions: { readonly request: number; readonly suggestions: readonly ContextSuggestion[] };
  readonly prompts: readonly SavedPrompt[];
  /** Paths in answers that the host has found in the workspace. */
  readonly paths: ReadonlySet<string>;
  /** A question that is being changed; it may belong to a thread that is not shown. */
  readonly editing: Edit | undefined;
}

/** The panel before its first snapshot, with the draft and the edit that an earlier life of the view saved. */
export function initialModel(draft: Draft = { text: "", revision: 0 }, editing?: Edit): PanelModel {
  return {
    state: {
      connection: "loading",
      serverLabel: "",
      accountLabel: "",
      agents: [],
      agentId: "",
      busy: false,
      title: "",
      queue: [],
      context: [],
      loadingEarlier: false,
      look: {},
    },
    transcript: { threadId: "", turns: [] },
    draft,
    focusRequests: 0,
    overlay: "none",
    threads: { query: "", threads: [], loading: false, more: false },
    completions: { request: 0, suggestions: [] },
    prompts: [],
    paths: new Set(),
    editing,
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
function restoreDraft(ours: Draft, theirs: Draft): Draft {
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
      // What was searched for is not in another thread; the list of threads may lie over any of them.
      const left = model.overlay === "find" && transcript.threadId !== model.transcript.threadId;
      const overlay = left ? "none" : model.overlay;
      next = settleEdit({ ...model, state, transcript, overlay, draft: newerDraft(model.draft, draft) });
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
      const earlier = patches.findLast((patch) => patch.op === "earlier")?.earlier ?? model.transcript.earlier;
      const transcript = { threadId, turns, ...(earlier === undefined ? {} : { earlier }) };
      const same = turns === model.transcript.turns && earlier === model.transcript.earlier;
      next = same ? model : settleEdit({ ...model, transcript });
    },
    draft: ({ draft }) => {
      next = { ...model, draft: restoreDraft(model.draft, draft) };
    },
    focusInput: () => {
      const overlay = model.overlay === "threads" ? "none" : model.overlay;
      next = { ...model, overlay, focusRequests: model.focusRequests + 1 };
    },
    threads: ({ list }) => {
      next = { ...model, threads: list };
    },
    showThreads: () => {
      next = { ...model, overlay: "threads" };
    },
    showFind: () => {
      next = { ...model, overlay: "find" };
    },
    completions: ({ request, suggestions }) => {
      next = request < model.completions.request ? model : { ...model, completions: { request, suggestions } };
    },
    prompts: ({ prompts }) => {
      next = { ...model, prompts };
    },
    paths: ({ existing }) => {
      next = { ...model, paths: new Set([...model.paths, ...existing]) };
    },
  };
  const handle = handlers[message.type] as ((message: ToView) => void) | undefined;
  handle?.(message);
  return next;
}

/** True when pressing Send would send: connected, and something is typed. While an answer is written, it queues. */
export function canSend(model: PanelModel): boolean {
  return model.state.connection === "ready" && model.draft.text.trim() !== "";
}
