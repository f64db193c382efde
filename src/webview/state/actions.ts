import type { ToHostMessages } from "../../shared/protocol";
import type { ThreadListState } from "../../shared/threads";
import type { Host } from "./host";
import { canSendEdit, editedTurn, lastQuestion, type PanelModel, startEdit } from "./store";

/** The clock of the panel; tests bring their own. */
export interface Scheduler {
  /** Runs the callback before the next frame is drawn. */
  frame(callback: () => void): void;
  /** Runs the callback after so many milliseconds; returns what cancels it. */
  delay(callback: () => void, milliseconds: number): () => void;
}

/** What a group of the panel's actions works on. */
export interface PanelCore {
  readonly model: () => PanelModel;
  /** Draws another model. */
  readonly update: (model: PanelModel) => void;
  readonly post: <K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K]) => void;
}

/** What a person does to a question that was sent. The edit is saved with every key, as a draft is. */
export class EditActions {
  constructor(
    private readonly core: PanelCore,
    private readonly host: Host,
  ) {}

  /** Puts a text box in the place of a question. Does nothing while an answer is being written. */
  start(turnId: string): void {
    this.keep(startEdit(this.core.model(), turnId));
  }

  /** Changes the last question; says whether there is one that can be changed. */
  startLast(): boolean {
    const turn = lastQuestion(this.core.model().transcript.turns);
    if (turn !== undefined) {
      this.start(turn.id);
    }
    return turn !== undefined && editedTurn(this.core.model()) === turn.id;
  }

  /** The reader changed the text of the question in hand. */
  type(text: string): void {
    const { editing } = this.core.model();
    if (editing !== undefined) {
      this.keep({ ...this.core.model(), editing: { ...editing, text } });
    }
  }

  /** Leaves the question as it was sent. */
  cancel(): void {
    this.keep({ ...this.core.model(), editing: undefined });
  }

  /** Sends the changed question in the place of the old one. Does nothing while that is not possible. */
  send(): void {
    const { editing } = this.core.model();
    if (editing !== undefined && canSendEdit(this.core.model())) {
      this.cancel();
      this.core.post("editTurn", { turnId: editing.turnId, text: editing.text });
    }
  }

  private keep(model: PanelModel): void {
    if (model !== this.core.model()) {
      this.host.save({ edit: model.editing });
      this.core.update(model);
    }
  }
}

/** The list while an answer is awaited. Its rows stay: an empty list between two answers would flicker. */
export function awaited(list: ThreadListState): ThreadListState {
  const { query, threads, more } = list;
  return { query, threads, more, loading: true };
}

/** The list with a thread's title changed, before the host confirms it. */
export function renamed(list: ThreadListState, threadId: string, title: string): ThreadListState {
  return { ...list, threads: list.threads.map((thread) => (thread.id === threadId ? { ...thread, title } : thread)) };
}

/** The list without a thread that was just deleted. */
export function without(list: ThreadListState, threadId: string): ThreadListState {
  return { ...list, threads: list.threads.filter(({ id }) => id !== threadId) };
}

/** Milliseconds of rest after the last key before the threads are searched. */
const searchDelay = 200;

/** What a person does in the list of threads. The list shows it at once; the host's next list has the last word. */
export class ThreadActions {
  private cancelSearch: (() => void) | undefined;

  constructor(
    private readonly core: PanelCore,
    private readonly scheduler: Scheduler,
  ) {}

  /** Lists the threads that fit the query; an empty query lists them all. */
  list(query: string): void {
    this.cancelSearch?.();
    this.show(awaited(this.core.model().threads));
    this.core.post("listThreads", { query });
  }

  /** As `list`, after a short rest: a search over all messages is not made for every key. */
  search(query: string): void {
    this.cancelSearch?.();
    this.cancelSearch = this.scheduler.delay(() => this.list(query), searchDelay);
  }

  /** Asks for the rows after the last one. */
  more(): void {
    this.show(awaited(this.core.model().threads));
    this.core.post("moreThreads", {});
  }

  /** The list is not shown any more. */
  close(): void {
    this.cancelSearch?.();
    this.core.post("closeThreads", {});
  }

  /** Shows another thread; the next words are typed there. */
  open(threadId: string): void {
    this.core.post("openThread", { threadId });
    const model = this.core.model();
    this.core.update({ ...model, focusRequests: model.focusRequests + 1 });
  }

  /** Gives a thread another title. Does nothing for an empty title. */
  rename(threadId: string, title: string): void {
    const words = title.trim();
    if (words !== "") {
      this.show(renamed(this.core.model().threads, threadId, words));
      this.core.post("renameThread", { threadId, title: words });
    }
  }

  /** Deletes a thread; its row is gone at once and can be brought back. */
  remove(threadId: string): void {
    this.show(without(this.core.model().threads, threadId));
    this.core.post("deleteThread", { threadId });
  }

  /** Deletes the thread that is shown, which is not shown any more then. */
  removeShown(): void {
    this.core.post("deleteThread", { threadId: this.core.model().transcript.threadId });
    this.core.update({ ...this.core.model(), overlay: "none" });
  }

  /** Brings the thread back that was deleted last. */
  undo(): void {
    const { deleted, ...state } = this.core.model().state;
    if (deleted !== undefined) {
      // At once, or a second press would ask for what has been done.
      this.core.update({ ...this.core.model(), state });
      this.core.post("undoDelete", { threadId: deleted.id });
    }
  }

  private show(threads: ThreadListState): void {
    this.core.update({ ...this.core.model(), threads });
  }
}
