import { isPassing } from "../../agents/requestErrors";
import { delay } from "../../shared/delay";

/** Milliseconds before each look whether the server has stored a run that has ended: measured, 40 at most. */
const LOOKS = [0, 100, 200, 400, 800, 1_600];

/** Milliseconds between looks at a server that cannot be read. */
const FAILED_LOOK = 5_000;

/** The most of them; each is twice as long. */
const MOST_LOOK = 60_000;

export interface ThreadReaderDependencies {
  /** Reads the thread once; whoever reads it tells so by `begun`. @throws UserFacingError */
  readonly sync: () => Promise<void>;
  /** False while nothing is to be read: a run of our own is written, or nobody looks any more. */
  readonly isQuiet: () => boolean;
  /** Whether what was read last has all that it is to have. */
  readonly isComplete: () => boolean;
  /** The thread is read, and nothing more is looked for at the moment. */
  readonly onRest: () => void;
  /** It can't be read. @param isAgain whether that has been told */
  readonly onUnreadable: (error: unknown, isAgain: boolean) => void;
  readonly logError: (what: string, error: unknown) => void;
  /** Ends the pauses. */
  readonly signal: AbortSignal;
  readonly failedLookMs?: number;
}

/** Reads one thread until it holds what is looked for, one reading after the other. */
export class ThreadReader {
  private isReading = false;
  private isLastLook = false;
  private unreadable = false;
  /** All that it is to be read for may wait a moment. */
  private isLater = true;
  /** How often it was to be read, and up to which of these it has been. */
  private asked = 0;
  private answered = 0;

  constructor(private readonly deps: ThreadReaderDependencies) {}

  /** True while the thread can't be read. */
  get isUnreadable(): boolean {
    return this.unreadable;
  }

  /** True when it was to be read, and has not been since: a run of our own has begun, or it could not be read. */
  get isBehind(): boolean {
    return this.answered < this.asked;
  }

  /**
   * The thread is being read, for whatever reason.
   *
   * @returns told that it was read; its answer is whether nothing more is waited for
   */
  begun(): () => boolean {
    const { asked, isLastLook } = this;
    return () => {
      this.unreadable = false;
      this.answered = Math.max(this.answered, asked);
      return isLastLook;
    };
  }

  /**
   * Something has happened that the server has stored, or soon has. Never throws.
   *
   * @param isLater whether one reading is all, a moment later: what ended before is stored by then, and nothing tells
   *   what to look for
   */
  async read(isLater = false): Promise<void> {
    this.asked += 1;
    this.isLater &&= isLater;
    if (this.isReading) {
      return;
    }
    this.isReading = true;
    for (let looked = 0; looked < this.asked && this.deps.isQuiet();) {
      looked = this.asked;
      const first = this.isLater ? 1 : 0;
      this.isLater = true;
      await this.look(looked, first);
    }
    this.isReading = false;
    if (!this.isBehind && this.deps.isQuiet()) {
      this.deps.onRest();
    }
  }

  /**
   * @param asked how often it was to be read when this began
   * @param first which of `LOOKS` is the first
   */
  private async look(asked: number, first: number): Promise<void> {
    const { failedLookMs = FAILED_LOOK, isComplete, isQuiet, signal, sync } = this.deps;
    for (let look = first; isQuiet(); look += 1) {
      const failed = Math.min(failedLookMs * 2 ** (look - LOOKS.length), MOST_LOOK);
      await delay(LOOKS[look] ?? failed, { signal, ref: false }).catch(() => undefined);
      if (!isQuiet()) {
        return;
      }
      const isPatient = look < LOOKS.length - 1;
      this.isLastLook = !isPatient && this.asked === asked;
      try {
        await sync();
      } catch (error) {
        if (!this.failed(error, isPatient)) {
          return;
        }
      } finally {
        this.isLastLook = false;
      }
      // A reading that began earlier may have come in between, and then this one has come to nothing. As of now: another
      // run may have begun meanwhile, or have ended, which is looked for from the first look on.
      if (this.answered >= asked && (this.asked !== asked || isComplete())) {
        return;
      }
    }
  }

  /**
   * @param isPatient whether another attempt follows soon
   * @returns whether it may be read later
   */
  private failed(error: unknown, isPatient: boolean): boolean {
    const { isQuiet, logError, onUnreadable } = this.deps;
    if (!isQuiet()) {
      return false;
    }
    logError("reading a thread that is answered elsewhere", error);
    const mayPass = isPassing(error);
    if (!isPatient || !mayPass) {
      const isAgain = this.unreadable;
      this.unreadable = true;
      onUnreadable(error, isAgain);
    }
    return mayPass;
  }
}
