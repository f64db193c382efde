import type { ThreadListState } from "../shared/threads";
import type { PanelCore, Scheduler } from "./panelCore";
import { awaited, renamed, undone, without } from "./threadEdits";

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

  /** Brings the thread back that was deleted last. */
  undo(): void {
    const { deleted } = this.core.model().threads;
    if (deleted !== undefined) {
      this.show(undone(this.core.model().threads));
      this.core.post("undoDelete", { threadId: deleted.id });
    }
  }

  private show(threads: ThreadListState): void {
    this.core.update({ ...this.core.model(), threads });
  }
}
