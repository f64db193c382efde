import { type AgentMemory, memoryOf } from "../../shared/agentMemory";
import type { ContextSuggestion, SavedPrompt } from "../../shared/context";
import type { Draft, HandlerMap, ToView, ToViewMessages, TranscriptPatch, ViewState } from "../../shared/protocol";
import type { ThreadListState } from "../../shared/threads";
import type { Part, Transcript, Turn } from "../../shared/transcript";
import type { WorkflowsState } from "../../shared/workflows";
import { keptDraft } from "./draftText";

/** The words of a turn as they were written, Markdown included; what "Copy" copies. */
export function turnText(turn: Turn): string {
  return turn.parts.flatMap((part) => (part.kind === "text" && part.text !== "" ? [part.text] : [])).join("\n\n");
}

/**
 * Applies patches to the turns with structural sharing: a turn or part that no patch touches is the
 * same object afterwards, which is what lets the panel skip drawing it again.
 *
 * A patch for a turn that is not there (a message that crossed a snapshot) changes nothing.
 */
export function applyPatches(turns: readonly Turn[], patches: readonly TranscriptPatch[]): readonly Turn[] {
  return patches.reduce(applyPatch, turns);
}

function applyPatch(turns: readonly Turn[], patch: TranscriptPatch): readonly Turn[] {
  switch (patch.op) {
    case "turn": {
      const index = turns.findIndex((turn) => turn.id === patch.turn.id);
      return index < 0 ? [...turns, patch.turn] : turns.with(index, patch.turn);
    }
    case "earlier": {
      const known = new Set(turns.map(({ id }) => id));
      const earlier = patch.turns.filter(({ id }) => !known.has(id));
      return earlier.length === 0 ? turns : [...earlier, ...turns];
    }
    case "remove":
      return turns.some((turn) => turn.id === patch.turnId) ? turns.filter((turn) => turn.id !== patch.turnId) : turns;
    case "part":
      return changeTurn(turns, patch.turnId, (parts) => putPart(parts, patch.part, patch.value));
    case "append":
      return changeTurn(turns, patch.turnId, (parts) => {
        const part = parts[patch.part];
        return part === undefined ? parts : putPart(parts, patch.part, appendText(part, patch.text));
      });
  }
}

function changeTurn(
  turns: readonly Turn[],
  turnId: string,
  change: (parts: readonly Part[]) => readonly Part[],
): readonly Turn[] {
  // Changes are to the newest turn nearly always, so the search starts there.
  const index = turns.findLastIndex((turn) => turn.id === turnId);
  const turn = turns[index];
  if (turn === undefined) {
    return turns;
  }
  const parts = change(turn.parts);
  return parts === turn.parts ? turns : turns.with(index, { ...turn, parts });
}

function putPart(parts: readonly Part[], index: number, value: Part): readonly Part[] {
  if (index < 0 || index > parts.length || parts[index] === value) {
    return parts;
  }
  return index === parts.length ? [...parts, value] : parts.with(index, value);
}

function appendText(part: Part, text: string): Part {
  switch (part.kind) {
    case "text":
    case "reasoning":
      return { ...part, text: part.text + text };
    case "tool":
      return { ...part, argsText: part.argsText + text };
    default:
      return part;
  }
}

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
 * typed must not be lost. The draft gets a revision of its own, so that the host takes it over.
 */
export function settleEdit(model: PanelModel): PanelModel {
  const { editing, draft, transcript } = model;
  if (editing?.threadId !== transcript.threadId || transcript.turns.some((turn) => turn.id === editing.turnId)) {
    return model;
  }
  const text = [editing.text, keptDraft(draft).text].filter((part) => part.trim() !== "").join("\n\n");
  return { ...model, editing: undefined, draft: { text, revision: draft.revision + 1 } };
}

/** Everything the panel draws. */
export interface PanelModel {
  /** Whose conversation is shown; undefined before anybody's was. */
  readonly owner: string | undefined;
  readonly state: ViewState;
  readonly transcript: Transcript;
  readonly draft: Draft;
  /** Grows by one whenever the message box should take the focus. */
  readonly focusRequests: number;
  /** What lies over the conversation. */
  readonly overlay: "none" | "threads" | "workflows" | "find" | "questions";
  /** The last press of the keys that lead to the question before or after; another object with each. */
  readonly questionStep?: { readonly by: -1 | 1 };
  /** Tool calls, reasoning and steps are hidden, except for those that wait for somebody or failed. */
  readonly responsesOnly: boolean;
  /** The list of threads as the host last told it. */
  readonly threads: ThreadListState;
  /** Rows for the `@` completion, with the number of the request they answer. */
  readonly completions: { readonly request: number; readonly suggestions: readonly ContextSuggestion[] };
  readonly prompts: readonly SavedPrompt[];
  /** What an agent remembers, as the host last told it. */
  readonly memory?: AgentMemory | undefined;
  /** What is shown of workflows, as the host last told it. */
  readonly workflows: WorkflowsState;
  /** Paths in answers that the host has found in the workspace. */
  readonly paths: ReadonlySet<string>;
  /** A question that is being changed; it may belong to a thread that is not shown. */
  readonly editing: Edit | undefined;
}

const NO_THREADS: ThreadListState = { query: "", threads: [], loading: false, more: false };

/**
 * True when a snapshot shows somebody else's conversation than the one before. While nobody is signed in, the draft
 * waits for the person who wrote it.
 */
export function isAnothers({ owner }: PanelModel, next: string): boolean {
  return owner !== undefined && next !== "" && owner !== next;
}

/**
 * The panel before its first snapshot, with the draft and the edit that an earlier life of the view saved.
 *
 * @param owner whose they are; undefined when that was not saved
 */
export function initialModel(draft: Draft = { text: "", revision: 0 }, editing?: Edit, owner?: string): PanelModel {
  return {
    owner,
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
    responsesOnly: false,
    threads: NO_THREADS,
    completions: { request: 0, suggestions: [] },
    prompts: [],
    workflows: {},
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
  const since = keptDraft(ours).text;
  const text = since.trim() === "" ? theirs.text : `${theirs.text}\n\n${since}`;
  return { text, revision: ours.revision + 1 };
}

/** True for words of nobody that come while the box is still that of an owner who has signed out. */
export function takesBox({ owner }: PanelModel, message: ToView): boolean {
  return message.type === "draft" && message.owner === "" && owner !== undefined && owner !== "";
}

/** One message of the host applied to the model. Pure; parts that do not change stay the same objects. */
export function reduce(model: PanelModel, message: ToView): PanelModel {
  let next = model;
  const handlers: HandlerMap<ToViewMessages> = {
    snapshot: ({ owner, state, transcript, draft }) => {
      // Nothing of anybody else's stays: not the list of threads, not what was written.
      const anothers = isAnothers(model, owner);
      const waits = owner === "" && model.owner !== undefined;
      const ours = owner === model.owner ? model.draft : keptDraft(model.draft);
      // What was searched for or listed is not in another thread; the list of threads may lie over any of them.
      const isFlows = model.overlay === "workflows";
      const stays = isFlows
        ? !anothers
        : model.overlay === "threads" || transcript.threadId === model.transcript.threadId;
      next = settleEdit({
        ...model,
        state,
        transcript,
        owner: waits ? model.owner : owner,
        draft: anothers ? draft : waits ? ours : newerDraft(ours, draft),
        editing: anothers ? undefined : model.editing,
        threads: anothers || waits ? NO_THREADS : model.threads,
        memory: anothers || waits ? undefined : model.memory,
        workflows: anothers || waits ? {} : model.workflows,
        overlay: stays ? model.overlay : "none",
      });
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
      // What is written from here on is for whoever signs in next; the host keeps what the last owner has written.
      next = takesBox(model, message)
        ? { ...model, owner: "", draft, editing: undefined }
        : { ...model, draft: restoreDraft(model.draft, draft) };
    },
    focusInput: () => {
      const overlay = coversAll(model.overlay) ? "none" : model.overlay;
      next = { ...model, overlay, focusRequests: model.focusRequests + 1 };
    },
    threads: ({ list }) => {
      next = { ...model, threads: list };
    },
    showThreads: () => {
      next = { ...model, overlay: "threads" };
    },
    copyFromMenu: () => undefined,
    showWorkflows: () => {
      next = { ...model, overlay: "workflows" };
    },
    workflows: ({ told }) => {
      next = { ...model, workflows: told };
    },
    showFind: () => {
      next = { ...model, overlay: "find" };
    },
    completions: ({ request, suggestions }) => {
      next = request < model.completions.request ? model : { ...model, completions: { request, suggestions } };
    },
    memory: (memory) => {
      const { threadId, agentId, problem } = memory;
      if (threadId !== model.transcript.threadId || agentId !== model.state.agentId) {
        // An answer about a thread or an agent that a person has left takes the place of no other.
        return;
      }
      // What could not be read anew, or changed, stays as it was told.
      const told = problem === undefined ? undefined : memoryOf(model.memory, threadId, agentId);
      next = { ...model, memory: { ...told, ...memory } };
    },
    response: () => undefined,
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

/** True for what lies over the whole conversation. */
export function coversAll(overlay: PanelModel["overlay"]): boolean {
  return overlay === "threads" || overlay === "workflows";
}

/** True when pressing Send would send: connected, and something is typed. While an answer is written, it queues. */
export function canSend(model: PanelModel): boolean {
  return model.state.connection === "ready" && model.draft.text.trim() !== "";
}

/**
 * True when patches bring the first part of the newest answer. It is drawn as it comes: the frame that brings
 * it to the screen is the next one either way, and has less to do then (by the benchmark `firstWords`,
 * docs/wire.md#the-panel-what-drawing-costs).
 */
export function beginsAnswer({ patches }: ToViewMessages["patches"], newest: Turn | undefined): boolean {
  if (newest?.state !== "streaming" || newest.parts.length > 0) {
    return false;
  }
  const { id } = newest;
  return patches.some((patch) => {
    if (patch.op === "turn") {
      return patch.turn.id === id && patch.turn.parts.length > 0;
    }
    return patch.op === "part" && patch.turnId === id;
  });
}
