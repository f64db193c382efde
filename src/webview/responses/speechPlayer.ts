import * as l10n from "@vscode/l10n";
import type { ResponseNews, Speech } from "../../shared/responses";

/** What is read aloud, if anything. */
export interface Reading {
  readonly turnId: string;
  readonly state: "loading" | "playing" | "paused" | "failed";
  /** Only the beginning of the response is read. */
  readonly isCut?: true | undefined;
  /** Why it could not be read. */
  readonly problem?: string;
}

interface SpeechPlayerDependencies {
  /** Asks for a response as speech; the number comes back with it. */
  readonly ask: (turnId: string, request: number) => void;
  /** Tells that nothing is read aloud any more. */
  readonly silence: () => void;
  readonly onChange: () => void;
}

/** Reads one response aloud at a time. The sound is the page's own: it ends with the page. */
export class SpeechPlayer {
  private current: Reading | undefined;
  /** Another one than a page before this one has counted: the host may still have that page's. */
  private request = Date.now();
  private audio: HTMLAudioElement | undefined;

  constructor(private readonly deps: SpeechPlayerDependencies) {}

  get reading(): Reading | undefined {
    return this.current;
  }

  read(turnId: string): void {
    this.release();
    this.request += 1;
    this.become({ turnId, state: "loading" });
    this.deps.ask(turnId, this.request);
  }

  pause(): void {
    this.audio?.pause();
    this.turn("paused");
  }

  /** Goes on where it was paused. */
  resume(): void {
    this.turn("playing");
    this.play();
  }

  stop(): void {
    this.leave();
    this.become(undefined);
  }

  /** The thread is not shown any more: stops without a word, since nobody draws it. */
  leave(): void {
    if (this.current) {
      this.release();
      this.request += 1;
      this.current = undefined;
      this.deps.silence();
    }
  }

  told({ request, speech, problem }: ResponseNews & { about: "speech" }): void {
    if (request !== this.request || !this.current) {
      return;
    }
    if (speech) {
      this.start(this.current.turnId, speech);
    } else if (problem === undefined) {
      // Another panel reads aloud now.
      this.release();
      this.become(undefined);
    } else {
      this.fail(problem);
    }
  }

  private start(turnId: string, { base64, isCut }: Speech): void {
    // So the server calls it, whatever the voice has made; the browser looks at the bytes (docs/wire.md#mastra-voice).
    const audio = new Audio(`data:audio/mpeg;base64,${base64}`);
    this.audio = audio;
    audio.addEventListener("ended", () => this.stop());
    audio.addEventListener("error", () => this.fail());
    this.become({ turnId, state: "playing", isCut });
    this.play();
  }

  private play(): void {
    const { audio } = this;
    audio?.play().catch((error: unknown) => {
      // It was paused or stopped before it began.
      if (audio === this.audio && !(error instanceof DOMException && error.name === "AbortError")) {
        this.fail();
      }
    });
  }

  private fail(
    problem = l10n.t("Couldn't play the sound of the voice. Ask the server's owner for another format."),
  ): void {
    const turnId = this.current?.turnId;
    this.release();
    this.become(turnId === undefined ? undefined : { turnId, state: "failed", problem });
  }

  private turn(state: Reading["state"]): void {
    if (this.current && this.audio) {
      this.become({ ...this.current, state });
    }
  }

  private become(reading: Reading | undefined): void {
    this.current = reading;
    this.deps.onChange();
  }

  private release(): void {
    const { audio } = this;
    this.audio = undefined;
    audio?.pause();
  }
}
