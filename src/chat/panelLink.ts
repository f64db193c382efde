import type { ToView, TranscriptPatch } from "../shared/protocol";
import type { Transcript, Turn } from "../shared/transcript";
import { diffTurns, turnsInFront } from "./turnPatches";

/**
 * Milliseconds between two batches of patches: a panel draws no more often than this. Three frames, as VS Code's own
 * chat draws its responses: words that come twenty times a second read as one stream, and cost the panel and the host
 * little more than a third of sixty.
 */
const BATCH_MS = 50;

/** The same while words come faster than anybody reads: four frames, for all that changes is how far they have come. */
const FAST_BATCH_MS = 66;

/** Characters of a batch that count as that: 3,000 in a second, a page of a book. */
const FAST_BATCH = 150;

/** The same while a long text comes at once: a frame, for the panel draws it in pieces of one. */
const LONG_BATCH_MS = 16;

/** Characters of a batch that count as that: 15,000 in a second. */
const LONG_BATCH = 1000;

/** Milliseconds from a batch to the next one. @param appended characters that the batch has added to texts */
export function pauseAfter(appended: number): number {
  if (appended > LONG_BATCH) {
    return LONG_BATCH_MS;
  }
  return appended > FAST_BATCH ? FAST_BATCH_MS : BATCH_MS;
}

/**
 * What the panel has been told. The first change after a pause goes out at once and the rest in
 * batches of one to four frames, so that the first token is as fast as a thousand of them are cheap.
 */
export class PanelLink {
  private sent: readonly Turn[] = [];
  private earlier = false;
  private threadId = "";
  private live = false;
  private timer: NodeJS.Timeout | undefined;
  private lastFlush = 0;
  /** Milliseconds from the last batch to the next one. */
  private pause = pauseAfter(0);
  private focusWanted = false;
  private wanted: "showThreads" | "showWorkflows" | undefined;

  constructor(
    private readonly post: (message: ToView) => void,
    private readonly transcript: () => Transcript,
    /** Asks for a snapshot, where patches cannot say what has changed. */
    private readonly redraw: () => void,
    /** Gets what each batch of patches took to find and to send, in milliseconds. */
    private readonly onTold: (milliseconds: number) => void = () => undefined,
  ) {}

  /** True while there is a panel that has said `ready`. */
  get isLive(): boolean {
    return this.live;
  }

  send(message: ToView): void {
    if (this.live) {
      this.post(message);
    }
  }

  /** Puts the keyboard into the message box, now or as soon as there is one. */
  focusInput(): void {
    this.focusWanted = !this.live;
    this.send({ type: "focusInput" });
  }

  /** Opens something over the conversation, now or as soon as there is a panel. */
  show(what: "showThreads" | "showWorkflows"): void {
    this.wanted = this.live ? undefined : what;
    this.send({ type: what });
  }

  /** A panel has said `ready`; it is to get a snapshot next. */
  attach(): void {
    this.live = true;
  }

  /** The panel draws anew: everything so far is in the snapshot. */
  snapshot(message: ToView & { type: "snapshot" }): void {
    if (!this.live) {
      return;
    }
    this.sent = message.transcript.turns;
    this.threadId = message.transcript.threadId;
    this.earlier = message.transcript.earlier ?? false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.post(message);
    if (this.focusWanted) {
      this.focusInput();
    }
    if (this.wanted) {
      this.show(this.wanted);
    }
  }

  /** The panel is gone or hidden; a later `ready` gets a snapshot. */
  detach(): void {
    this.live = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sent = [];
  }

  /** Something about the turns has changed. */
  turnsChanged(): void {
    if (!this.live) {
      return;
    }
    const wait = this.lastFlush + this.pause - performance.now();
    if (wait <= 0 || this.answerBegins()) {
      this.flush();
    } else {
      this.timer ??= setTimeout(() => this.flush(), wait);
    }
  }

  /**
   * True at the first words of an answer. The chunks right before them (`start`, `step-start`) have changed the
   * turn as well, and the words must not wait for the frame that those have begun.
   */
  private answerBegins(): boolean {
    const told = this.sent.at(-1);
    const empty = told?.state === "streaming" && told.parts.length === 0;
    return empty && (this.transcript().turns.at(-1)?.parts.length ?? 0) > 0;
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.lastFlush = performance.now();
    this.tell();
    this.onTold(performance.now() - this.lastFlush);
  }

  private tell(): void {
    const { threadId, turns, earlier = false } = this.transcript();
    if (threadId !== this.threadId) {
      return;
    }
    const front = turnsInFront(this.sent, turns);
    if (front === undefined) {
      this.redraw();
      return;
    }
    const patches: TranscriptPatch[] = [];
    if (front > 0 || earlier !== this.earlier) {
      patches.push({ op: "earlier", turns: turns.slice(0, front), earlier });
    }
    patches.push(...diffTurns(this.sent, front > 0 ? turns.slice(front) : turns));
    this.sent = turns;
    this.earlier = earlier;
    const appended = patches.reduce((sum, patch) => sum + (patch.op === "append" ? patch.text.length : 0), 0);
    this.pause = pauseAfter(appended);
    if (patches.length > 0) {
      this.post({ type: "patches", threadId, patches });
    }
  }
}
