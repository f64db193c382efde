import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { applyPatches } from "../../../src/webview/state/store";
import { textOf } from "../../../src/chat/turn/turnChanges";
import type { Turn } from "../../../src/shared/transcript";
import { words } from "../chat/mirror/mirrorWindow";
import { to } from "./call";
import { type FaultWindow, questions } from "./faultWindow";
import { settled } from "./runCalls";

export const SUBSCRIBE = to("POST", /\/threads\/subscribe$/);

/** Whatever asks an agent for something. */
const ASKS = to("POST", /\/(stream|generate|send-message|resume-stream|(approve|decline)-tool-call)$/);

const FIRST = "What is the weather in Oslo in May?";

/** What the window says to its log when it asks no more. */
const GIVEN_UP = "subscribing to a thread";

/** Milliseconds: the silence after which a connection is given up, with what follows it. */
export const SILENT_MS = 80_000;

/** Seconds before the second attempt, at least (`WAITS` of `mirrorFeed.ts`, less its chance); twice as long each time. */
const FIRST_PAUSE = 0.5;

/** A thread with one question in a window that follows it, and another computer of the same person that asks there. */
export class FollowedThread {
  readonly threadId: string;
  /** Messages that the panel had got before. */
  private readonly from: number;
  /** Questions of this window, of all that it has sent. */
  private own: number;
  private readonly before: readonly string[];
  private readonly began: number;
  private readonly logged: number;
  private readonly attempts: number;
  private asked = [FIRST];
  /** Whether each response that was asked for elsewhere came to its end there. */
  private allWhole = true;

  private constructor(readonly window: FaultWindow) {
    this.threadId = window.shown.threadId;
    this.before = words(window.shown.turns);
    this.from = window.posted.length;
    this.logged = window.logged.length;
    this.own = this.ownQuestions;
    this.attempts = this.subscribed;
    this.began = performance.now();
  }

  /** @param isSeen whether the panel shows it, which then has subscribed */
  static async open(window: FaultWindow, isSeen: boolean): Promise<FollowedThread> {
    window.follows = true;
    await window.open();
    await window.asked(FIRST);
    await settled(() => window.network.requests.some(SUBSCRIBE));
    if (!isSeen) {
      window.chat.controller.panelGone();
    }
    return new FollowedThread(window);
  }

  /** How often it was asked to be told since. */
  get tries(): number {
    return this.subscribed - this.attempts;
  }

  get isGivenUp(): boolean {
    return this.window.logged.slice(this.logged).includes(GIVEN_UP);
  }

  /** Nothing turns in the panel. */
  get rests(): boolean {
    return !this.window.chat.controller.viewState.busy && this.mirrored?.state !== "streaming";
  }

  /** The response that comes elsewhere, as the panel shows it. */
  get mirrored(): Turn | undefined {
    return this.turns.findLast(({ elsewhere }) => elsewhere);
  }

  /** The panel comes back into sight, or into it for the first time. */
  async look(): Promise<void> {
    const { controller } = this.window.chat;
    controller.panelGone();
    await controller.panelReady();
  }

  /** @returns `begun` with its first chunk, and `ended` with its last one: whether it was whole, not stopped or lost */
  ask(question: string): { readonly begun: Promise<unknown>; readonly ended: Promise<boolean> } {
    const { window, threadId } = this;
    const begun = Promise.withResolvers<undefined>();
    const ended = (async () => {
      let isWhole = false;
      try {
        const message = { id: crypto.randomUUID(), text: question, attachments: [] };
        const memory = { threadId, resourceId: window.account?.sub ?? "" };
        this.asked = [...this.asked, question];
        for await (const chunks of window.others.stream(window.agentId, message, memory, AbortSignal.timeout(60_000))) {
          isWhole = chunks.some((chunk) => chunk.type === "finish" && chunk.reason === "stop");
          begun.resolve(undefined);
        }
      } catch {
        isWhole = false;
      }
      begun.resolve(undefined);
      this.allWhole &&= isWhole;
      return isWhole;
    })();
    return { begun: begun.promise, ended };
  }

  /** Asks from here, which what happens elsewhere doesn't disturb. */
  async send(question: string): Promise<void> {
    this.own += 1;
    this.asked = [...this.asked, question];
    await this.window.asked(question);
  }

  /** Whether the panel shows what the server has, each message once. */
  async isAsStored(): Promise<boolean> {
    return words(this.turns).join("\n") === words(await this.window.elsewhere(this.threadId)).join("\n");
  }

  /** @throws AssertionError when the panel does not come to show what the server has, by itself, within so many milliseconds */
  async agrees(limitMs: number): Promise<void> {
    const end = Date.now() + limitMs;
    while (!((await this.isAsStored()) && this.rests) && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    deepStrictEqual(words(this.turns), words(await this.window.elsewhere(this.threadId)));
    ok(this.rests, "it still says that a response comes");
    deepStrictEqual(
      this.turns.flatMap(({ error }) => error?.message ?? []),
      [],
    );
    if (this.allWhole) {
      deepStrictEqual(questions(this.turns), this.asked);
    }
  }

  /**
   * Nothing was sent from here but what `send` has, once, and the server was asked for the thread ever more seldom.
   *
   * @param visits how often the thread has come into sight, which asks at once
   */
  assertQuiet(visits: number): void {
    strictEqual(this.ownQuestions, this.own, "another question was sent");
    const seconds = (performance.now() - this.began) / 1000;
    // The pauses are 0.5, 1, 2, … seconds at least, and a refused token is renewed once at each visit.
    const most = visits * (2 + Math.log2(1 + seconds / FIRST_PAUSE));
    ok(this.tries <= most, `asked ${String(this.tries)} times in ${String(seconds)} seconds`);
  }

  /** In nothing that the panel was shown was a word missing that was there before, was one twice, or had a turn failed. */
  assertUndisturbed(): void {
    const { window, before } = this;
    const final = words(this.turns);
    for (const turns of this.drawings) {
      deepStrictEqual(words(turns).slice(0, before.length), before);
      deepStrictEqual(new Set(questions(turns)).size, questions(turns).length, "a question is shown twice");
      for (const turn of turns.slice(before.length)) {
        const [text = ""] = words([turn]);
        ok(!this.allWhole || final.some((whole) => whole.startsWith(text)), `words that nobody wrote: ${text}`);
        ok(turn.state !== "failed", `a turn has failed: ${turn.error?.message ?? ""}`);
        ok(!turn.error || turn.elsewhere, `it is said of a turn of this window: ${turn.error?.message ?? ""}`);
      }
    }
    deepStrictEqual(
      window.shown.turns.flatMap(({ error, elsewhere }) => error ?? elsewhere ?? []),
      [],
    );
    ok(window.chat.controller.viewState.notice === undefined, "something is said");
  }

  /** What stands at a response that comes elsewhere, and nowhere else. */
  get told(): string | undefined {
    return this.drawings.flatMap((turns) => turns.flatMap(({ error }) => error?.message ?? [])).at(-1);
  }

  get turns(): readonly Turn[] {
    return this.window.session.mirrors.turns(this.window.shown);
  }

  /** What the panel has shown since, one after the other. */
  private get drawings(): readonly (readonly Turn[])[] {
    let turns: readonly Turn[] = [];
    const all = this.window.posted.map((message) => {
      if (message.type === "snapshot") {
        turns = message.transcript.threadId === this.threadId ? message.transcript.turns : [];
      } else if (message.type === "patches") {
        turns = applyPatches(turns, message.patches);
      }
      return turns;
    });
    return all.slice(this.from).filter((shown) => shown.length > 0);
  }

  private get subscribed(): number {
    return this.window.network.requests.filter(SUBSCRIBE).length;
  }

  private get ownQuestions(): number {
    return this.window.network.requests.filter(ASKS).length;
  }
}

/** The words of a turn that somebody can read. */
export function isWritten(turn: Turn | undefined): boolean {
  return turn !== undefined && textOf(turn).trim().length > 0;
}
