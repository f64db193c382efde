import type { FromPanel, ShownThread, ToHost, ViewState } from "../../../src/shared/protocol";
import type { Part, Turn } from "../../../src/shared/transcript";
import type { Scheduler } from "../../../src/webview/state/actions";
import type { WebviewApi } from "../../../src/webview/state/host";

/** VS Code's side of a webview: remembers what was posted and what was saved. */
export class FakeApi implements WebviewApi {
  readonly sent: ToHost[] = [];
  /** The thread that each of them says was shown. */
  readonly shown: ShownThread[] = [];

  constructor(private state?: unknown) {}

  postMessage(message: unknown): void {
    const { shown, ...sent } = message as FromPanel;
    this.sent.push(sent as ToHost);
    this.shown.push(shown);
  }

  getState(): unknown {
    return this.state;
  }

  setState(state: unknown): void {
    this.state = state;
  }

  /** The messages of one kind, oldest first. */
  ofType<K extends ToHost["type"]>(type: K): Extract<ToHost, { type: K }>[] {
    return this.sent.filter((message): message is Extract<ToHost, { type: K }> => message.type === type);
  }
}

/** A clock that only moves when the test says so. */
export class FakeScheduler implements Scheduler {
  private frames: (() => void)[] = [];
  private timers: { at: number; callback: () => void }[] = [];
  private now = 0;

  frame(callback: () => void): void {
    this.frames.push(callback);
  }

  delay(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.now + milliseconds, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Draws one frame; says how many callbacks waited for it. */
  nextFrame(): number {
    const frames = this.frames;
    this.frames = [];
    for (const callback of frames) {
      callback();
    }
    return frames.length;
  }

  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void {
    this.now += milliseconds;
    const due = this.timers.filter((timer) => timer.at <= this.now);
    this.timers = this.timers.filter((timer) => timer.at > this.now);
    for (const { callback } of due) {
      callback();
    }
  }
}

/** A connected panel with one agent; `change` says what differs. */
export function viewState(change: Partial<ViewState> = {}): ViewState {
  return {
    connection: "ready",
    serverLabel: "localhost:4111",
    accountLabel: "jane@example.com",
    agents: [
      { id: "weatherAgent", name: "Weather Agent", description: "Knows the weather." },
      { id: "deployAgent", name: "Deploy Agent", description: "Deploys things." },
    ],
    agentId: "weatherAgent",
    busy: false,
    title: "",
    queue: [],
    context: [],
    loadingEarlier: false,
    look: {},
    ...change,
  };
}

export function userTurn(id: string, text: string): Turn {
  const parts: Part[] = [{ kind: "text", id: "text", text }];
  return { id, role: "user", agentName: "", parts, state: "complete", createdAt: 0 };
}

export function agentTurn(id: string, parts: readonly Part[], change: Partial<Turn> = {}): Turn {
  return { id, role: "agent", agentName: "Weather Agent", parts, state: "complete", createdAt: 0, ...change };
}

export function textPart(text: string): Part {
  return { kind: "text", id: "text", text };
}
