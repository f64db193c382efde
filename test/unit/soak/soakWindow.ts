import { refOf } from "../../../src/auth/session/clerkSession";
import { FAULTS } from "../../stack/faults/faultList";
import type { Fault, SeenRequest } from "../../stack/faults/fault";
import { to } from "../faults/call";
import type { FaultWindow } from "../faults/faultWindow";
import { openResting, type RestingSetup } from "../faults/restingWindow";
import { differences } from "./agreement";

/** A thread that is written to from one window at a time, as by one person. */
export interface SoakThread {
  readonly id: string;
  readonly email: string;
  isTaken: boolean;
}

/** What the windows of a run have in common. */
export interface SoakWorld {
  readonly setup: Omit<RestingSetup, "workspace">;
  readonly people: readonly string[];
  /** Runs go on without their window, and each window shows what is written in others. */
  readonly keepsRunsAlive: boolean;
  readonly threads: SoakThread[];
  /** Of the messages, so that each has words of its own. */
  count: number;
  /** Whatever is not as it must be. */
  readonly problems: string[];
}

const CITIES = ["Oslo", "Rome", "Cairo", "Lima", "Tokyo", "Nairobi"];
const MONTHS = ["January", "March", "May", "July", "September"];

/** Threads of a person: with more the turns would be too few in each. */
const MOST_THREADS = 30;

/** Those that are over at once; what is only silent is tried in `npm run test:faults`. */
const QUICK: readonly Fault[] = FAULTS.map(({ fault }) => fault).filter((fault) => {
  const isSlow = "then" in fault && ["silence", "late", "endless", "restart", "bytewise"].includes(fault.then);
  return !isSlow && (fault.on !== "way" || fault.to === "refused");
});

const API = (request: SeenRequest): boolean => request.path.startsWith("/api/");
const STREAM = to("POST", /\/stream$/);

/** A window in which somebody does something at random, again and again. */
export class SoakWindow {
  turns = 0;
  private window: FaultWindow;
  private email: string;

  /** @param random of this window alone: a number from 0 to 1 */
  constructor(
    private readonly world: SoakWorld,
    private readonly name: string,
    private readonly random: () => number,
    /** Closes and opens the window now and then. */
    private readonly reloads: boolean,
  ) {
    this.email = world.people[0]!;
    this.window = this.create();
  }

  private create(): FaultWindow {
    const window = openResting({ ...this.world.setup, workspace: this.name }, this.email);
    window.keepsRunsAlive = window.follows = this.world.keepsRunsAlive;
    return window;
  }

  /** Signs everybody in. */
  async signIn(): Promise<void> {
    await this.window.open();
    for (const email of [...this.world.people.slice(1), this.email]) {
      await this.window.become(email);
    }
  }

  async open(): Promise<void> {
    this.window = this.create();
    if (!(await this.window.reopen())) {
      this.world.problems.push(`${this.name}: nobody is signed in any more`);
      await this.window.open();
    }
  }

  async close(): Promise<void> {
    await this.window.close();
  }

  /** At most so many turns, in one thread; then what the panel shows is what the server has. */
  async step(): Promise<void> {
    await this.move();
    const thread = await this.take();
    try {
      this.arm();
      await this.act(thread);
    } catch (error) {
      this.world.problems.push(
        `${this.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    } finally {
      await this.rest();
      await this.agree(thread);
      thread.isTaken = false;
      this.forget();
    }
  }

  /** Shows no thread, so that nothing of one is in memory for that reason. */
  leaveThread(): void {
    this.window.session.navigator.newThread();
    const open = this.window.session.conversations.all.filter(({ turns }) => turns.length > 0);
    if (open.length > 0) {
      this.world.problems.push(`${this.name}: ${String(open.length)} conversations stay in memory`);
    }
  }

  /** Another account, or a reload. */
  private async move(): Promise<void> {
    const { people } = this.world;
    if (this.chance(0.05)) {
      this.email = this.pick(people);
      await this.window.become(this.email);
    }
    if (this.reloads && this.chance(0.05)) {
      await this.close();
      await this.open();
    }
    if (this.chance(0.03)) {
      await this.renew();
    }
  }

  private async renew(): Promise<void> {
    const { auth, address } = this.window;
    const session = (await auth.store.all(auth.instance)).find(({ identity }) => identity.label === this.email);
    if (session) {
      await auth.tokens.forAccount({ ref: refOf(session) }).get(address.origin, { rejected: session.accessToken });
    }
  }

  private async take(): Promise<SoakThread> {
    const { threads } = this.world;
    const own = threads.filter(({ email }) => email === this.email);
    const free = own.filter(({ isTaken }) => !isTaken);
    const { navigator } = this.window.session;
    if (free.length > 0 && (own.length >= MOST_THREADS || this.chance(0.85))) {
      const thread = this.pick(free);
      thread.isTaken = true;
      await navigator.open(thread.id);
      return thread;
    }
    navigator.newThread();
    const thread = { id: this.window.shown.threadId, email: this.email, isTaken: true };
    threads.push(thread);
    return thread;
  }

  private arm(): void {
    if (this.chance(0.3)) {
      const matches = this.chance(0.6) ? STREAM : API;
      this.window.network.break({ matches, fault: this.pick(QUICK), times: this.chance(0.8) ? 1 : 3 });
    }
  }

  private async act(thread: SoakThread): Promise<void> {
    const { window } = this;
    const { session } = window;
    const { last } = window;
    const roll = this.random();
    if (roll < 0.1 && this.reloads) {
      await this.askAndReload(thread);
    } else if (roll < 0.5) {
      await this.ask();
    } else if (roll < 0.65) {
      await this.askAndStop();
    } else if (roll < 0.75) {
      await this.askAndSteer();
    } else if (roll < 0.82 && last) {
      this.turns += 1;
      await session.sender.askAgain(window.shown, last.id);
    } else if (roll < 0.88 && last?.canContinue) {
      this.turns += 1;
      await session.sender.continueTurn(window.shown, last.id);
    } else if (roll < 0.92) {
      await session.navigator.rename(thread.id, `Thread ${String(this.world.count)}`);
    } else {
      await session.list.show(this.chance(0.5) ? "" : this.pick(CITIES));
      session.list.close();
      await this.ask();
    }
  }

  private question(): string {
    this.turns += 1;
    this.world.count += 1;
    return `How warm is it in ${this.pick(CITIES)} in ${this.pick(MONTHS)}? (${String(this.world.count)})`;
  }

  private ask(): Promise<void> {
    return this.window.send(this.question());
  }

  private async askAndStop(): Promise<void> {
    const { shown, session } = this.window;
    let changes = Math.floor(this.random() * 30);
    const unwatch = session.conversations.watch(shown, () => {
      changes -= 1;
      if (changes < 0 && shown.busy) {
        session.sender.stop(shown);
      }
    });
    await this.ask();
    unwatch();
  }

  /** The window closes while a response is written, and is opened again, maybe before it has ended. */
  private async askAndReload({ id }: SoakThread): Promise<void> {
    const { shown, session } = this.window;
    let changes = Math.floor(this.random() * 10);
    const left = Promise.withResolvers<unknown>();
    session.conversations.watch(shown, () => (changes -= 1) < 0 && shown.busy && left.resolve(undefined));
    await Promise.race([this.ask(), left.promise]);
    await this.close();
    await this.open();
    await this.window.session.navigator.open(id);
  }

  private async askAndSteer(): Promise<void> {
    const { window } = this;
    window.agentId = "showcaseAgent";
    this.world.count += 1;
    this.turns += 1;
    const { shown, session } = window;
    const where = { owner: session.id, threadId: shown.threadId };
    const sending = window.send(`Measure 4 stations (${String(this.world.count)})`);
    const hasBegun = (): boolean => shown.lastTurn?.parts.some(({ kind }) => kind === "tool") === true;
    await Promise.race([sending, this.until(() => hasBegun())]);
    window.agentId = "weatherAgent";
    await window.chat.controller.send(this.question(), where, true);
    await sending;
  }

  /** The network works again, and everything that is under way comes to its end. */
  private async rest(): Promise<void> {
    const { window } = this;
    window.agentId = "weatherAgent";
    window.network.mended();
    const { shown, session } = window;
    await this.until(() => !window.chat.controller.viewState.busy && session.queue.of(shown.threadId).length === 0);
    if (shown.busy) {
      this.world.problems.push(`${this.name}: a response is still being written`);
      session.sender.stop(shown);
    }
    await session.sender.restoreMessages();
    window.type("");
  }

  /** Whether panel and server say the same of a whole thread; a server stores what was cut off a moment later. */
  private async agree(thread: SoakThread): Promise<void> {
    const { window } = this;
    const { navigator } = window.session;
    let found: readonly string[] = [];
    for (let look = 0; look < 20; look += 1) {
      await navigator.sync(window.shown);
      await navigator.loadEarlier(window.shown, true);
      found = differences(window.shown.turns, await window.elsewhere(thread.id));
      if (found.length === 0) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    this.world.problems.push(...found.map((difference) => `${this.name}, thread ${thread.id}: ${difference}`));
    // Told once: another thread is gone on with.
    this.world.threads.splice(this.world.threads.indexOf(thread), 1);
  }

  /** What this test's own parts have written down. */
  private forget(): void {
    this.window.posted.length = 0;
    this.window.logged.length = 0;
    this.window.network.requests.length = 0;
    this.window.auth.lines.length = 0;
  }

  private async until(condition: () => boolean): Promise<void> {
    const end = Date.now() + 20_000;
    while (!condition() && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  private chance(probability: number): boolean {
    return this.random() < probability;
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)]!;
  }
}
