import { page } from "./dom";
import { act } from "preact/test-utils";
import type { ThreadListState, ThreadSummary } from "../../../src/shared/threads";
import { userTurn } from "./fakes";
import { PanelPage } from "./panelPage";

/** The panel with its list of threads open over the thread `b`. */
export class ThreadsPage extends PanelPage {
  readonly three = ["a", "b", "c"].map((id, index) => this.thread(id, { updatedAt: Date.now() - index }));

  constructor() {
    super();
    this.show({}, [userTurn("u", "Hi")], "b");
    this.press("Threads");
  }

  thread(id: string, change: Partial<ThreadSummary> = {}): ThreadSummary {
    return { id, title: `Title ${id}`, agentName: "Weather Agent", updatedAt: Date.now(), ...change };
  }

  /** Sends a list as the host does. */
  list(change: Partial<ThreadListState> = {}): void {
    this.tell("threads", { list: { query: "", threads: this.three, loading: false, more: false, ...change } });
  }

  row(id: string): HTMLElement {
    return this.find(`[data-thread="${id}"] [data-thread-row]`);
  }

  get search(): HTMLInputElement {
    return this.find("[type=search]") as HTMLInputElement;
  }

  get titles(): readonly string[] {
    return this.all(".threadRowTitle").map((title) => title.textContent);
  }

  keyOn(target: Element, key: string, init: KeyboardEventInit = {}): void {
    void act(() => {
      target.dispatchEvent(new page.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
    });
  }

  typeQuery(text: string, isComposing = false): void {
    void act(() => {
      this.search.value = text;
      this.search.dispatchEvent(new page.InputEvent("input", { bubbles: true, isComposing }));
    });
  }
}
