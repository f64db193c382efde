import { render } from "preact";
import { act } from "preact/test-utils";
import type { Draft, ToView, ToViewMessages, ViewState } from "../../../src/shared/protocol";
import type { Turn } from "../../../src/shared/transcript";
import { App } from "../../../src/webview/app/app";
import { Host } from "../../../src/webview/state/host";
import { Panel } from "../../../src/webview/state/panel";
import { page } from "./dom";
import { FakeApi, FakeScheduler, viewState } from "./fakes";

interface Keys {
  readonly shiftKey?: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}

/** The real panel, drawn in jsdom and driven as a person and the host would. */
export class PanelPage {
  readonly scheduler = new FakeScheduler();
  readonly panel: Panel;
  private readonly root: HTMLElement;

  constructor(readonly api: FakeApi = new FakeApi()) {
    this.root = document.createElement("div");
    document.body.append(this.root);
    this.panel = new Panel(new Host(api), this.scheduler, () => this.draw());
    this.draw();
  }

  /** Sends a snapshot as the host does. */
  show(state: Partial<ViewState> = {}, turns: readonly Turn[] = [], threadId = "thread", draft?: Draft): void {
    this.tell("snapshot", {
      owner: "ada",
      state: viewState(state),
      transcript: { threadId, turns },
      draft: draft ?? { text: "", revision: 0 },
      strings: {},
    });
  }

  tell<K extends keyof ToViewMessages>(type: K, body: ToViewMessages[K]): void {
    void act(() => this.panel.receive({ type, ...body } as unknown as ToView));
  }

  /** Draws the next frame, with the patches that waited for it. */
  frame(): void {
    void act(() => {
      this.scheduler.nextFrame();
    });
  }

  get box(): HTMLTextAreaElement {
    return this.find("textarea");
  }

  /** The first element that matches; for a tag's name with the tag's type. */
  find<T extends keyof HTMLElementTagNameMap>(tag: T): HTMLElementTagNameMap[T];
  find(selector: string): HTMLElement;
  find(selector: string): HTMLElement {
    const element = this.root.querySelector<HTMLElement>(selector);
    if (element === null) {
      throw new Error(`Nothing matches ${selector} in: ${this.root.innerHTML}`);
    }
    return element;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  /** The button with this accessible name, or undefined. */
  button(name: string, inside: Element = this.root): HTMLButtonElement | undefined {
    return [...inside.querySelectorAll("button")].find(
      (button) => (button.getAttribute("aria-label") ?? button.textContent).trim() === name,
    );
  }

  press(name: string, inside?: Element): void {
    const button = this.button(name, inside);
    if (button === undefined) {
      throw new Error(`No button ${name} in: ${this.root.innerHTML}`);
    }
    void act(() => button.click());
  }

  type(text: string): void {
    void act(() => {
      this.box.value = text;
      this.box.dispatchEvent(new page.Event("input", { bubbles: true }));
    });
  }

  /** Presses a key in the message box; returns whether the browser would still act on it. */
  key(key: string, keys: Keys = {}): boolean {
    let untouched = true;
    void act(() => {
      untouched = this.box.dispatchEvent(
        new page.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...keys }),
      );
    });
    return untouched;
  }

  /** What a screen reader was told. */
  get spoken(): string[] {
    return this.all("[data-live-region] p").map((sentence) => sentence.textContent);
  }

  close(): void {
    render(null, this.root);
    this.root.remove();
  }

  private draw(): void {
    void act(() => render(<App panel={this.panel} model={this.panel.model} />, this.root));
  }
}
