import type { ToHostMessages, ToView } from "../shared/protocol";
import type { Host } from "./host";
import type { ScrollAnchor } from "./scroll";
import { canSend, initialModel, reduce, type PanelModel } from "./store";

/** Characters up to which a draft goes to the host with every key: a window may close at any moment. */
const shortDraft = 4000;

/** Milliseconds of rest after the last key before the draft goes to the host. */
const draftDelay = 150;

/** The clock of the panel; tests bring their own. */
export interface Scheduler {
  /** Runs the callback before the next frame is drawn. */
  frame(callback: () => void): void;
  /** Runs the callback after so many milliseconds; returns what cancels it. */
  delay(callback: () => void, milliseconds: number): () => void;
}

/** Holds the model, takes the host's messages in and sends the reader's doings out. */
export class Panel {
  private current: PanelModel;
  private queue: ToView[] = [];
  private frameAsked = false;
  private cancelDraft: (() => void) | undefined;

  /** @param onChange called after every change of the model, at most once a frame for streamed patches */
  constructor(
    private readonly host: Host,
    private readonly scheduler: Scheduler,
    private readonly onChange: (model: PanelModel) => void,
  ) {
    this.current = initialModel(host.saved.draft);
  }

  get model(): PanelModel {
    return this.current;
  }

  /** Where the reader was in the thread before the view was hidden. */
  get savedScroll(): ScrollAnchor | undefined {
    return this.host.saved.scroll;
  }

  /** Keeps the reading position for the next life of the view. */
  saveScroll(scroll: ScrollAnchor): void {
    this.host.save({ scroll });
  }

  /** Sends one message to the extension host. */
  post<K extends keyof ToHostMessages>(type: K, body: ToHostMessages[K]): void {
    this.host.post(type, body);
  }

  /**
   * Takes a message of the host. Patches wait for the next frame, so that a fast stream draws once a
   * frame; any other message is applied at once, after the patches that came before it.
   */
  receive(message: ToView): void {
    this.queue.push(message);
    if (message.type !== "patches") {
      this.flush();
    } else if (!this.frameAsked) {
      this.frameAsked = true;
      this.scheduler.frame(() => {
        this.frameAsked = false;
        this.flush();
      });
    }
  }

  /** The reader changed the text in the box: saved at once here, and on the host after a short rest. */
  type(text: string): void {
    this.setDraft(text);
    this.cancelDraft?.();
    if (text.length <= shortDraft) {
      this.postDraft();
    } else {
      this.cancelDraft = this.scheduler.delay(() => this.postDraft(), draftDelay);
    }
  }

  /** Sends the typed text and clears the box. Does nothing while sending is not possible. */
  send(): void {
    if (!canSend(this.current)) {
      return;
    }
    const { text } = this.current.draft;
    this.setDraft("");
    // The host learns the new revision first, so that a text it gives back can be newer.
    this.postDraft();
    this.post("send", { text });
  }

  /** Stops the answer that is being written. Does nothing when none is. */
  stop(): void {
    if (this.current.state.busy) {
      this.post("stop", {});
    }
  }

  private flush(): void {
    const messages = this.queue;
    this.queue = [];
    const before = this.current;
    const next = messages.reduce(reduce, before);
    this.settleDraft(messages, next);
    if (next !== before) {
      this.update(next);
    }
  }

  /** After the host spoke of a draft: keep the newer one here, and tell a host that knows an older one. */
  private settleDraft(messages: readonly ToView[], next: PanelModel): void {
    if (next.draft !== this.current.draft) {
      this.cancelDraft?.();
      this.host.save({ draft: next.draft });
    }
    const knowsOlder = (message: ToView): boolean =>
      (message.type === "snapshot" || message.type === "draft") && message.draft.revision < next.draft.revision;
    if (messages.some(knowsOlder)) {
      this.post("draft", { draft: next.draft });
    }
  }

  private setDraft(text: string): void {
    const draft = { text, revision: this.current.draft.revision + 1 };
    this.host.save({ draft });
    this.update({ ...this.current, draft });
  }

  private postDraft(): void {
    this.cancelDraft?.();
    this.cancelDraft = undefined;
    this.post("draft", { draft: this.current.draft });
  }

  private update(model: PanelModel): void {
    this.current = model;
    this.onChange(model);
  }
}
