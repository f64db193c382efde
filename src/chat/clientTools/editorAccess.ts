import { lazily } from "../../shared/lazily";
import type { Conversation } from "../conversation";
import type { Agents } from "../conversationDependencies";
import type { ClientTools, RunAgents, ThreadTools } from "./clientTools";

/** The setting `agentChat.editorTools` for the current server. */
export type ToolsSetting = "off" | "perThread" | "on";

export interface EditorAccessDependencies {
  /** What people have switched, by owner and thread; of this workspace only. */
  readonly memory: {
    get(): Readonly<Record<string, ThreadTools>>;
    set(switched: Readonly<Record<string, ThreadTools>>): void;
  };
  readonly setting: () => ToolsSetting;
  /** Whether the workspace is one in which agents may do anything: trusted, and with a folder. */
  readonly isPossible: () => boolean;
  readonly load: () => Promise<ClientTools>;
  readonly checkpoints: FileCheckpoints;
}

/** What files were before agents changed them. */
export interface FileCheckpoints {
  /** Restores files once the person has agreed. @param callIds from the first call that is undone to the last one */
  restore(owner: string, threadId: string, callIds: readonly string[]): Promise<void>;
  /** @param threadId all threads of the owner when left out; everything when the owner is left out as well */
  forget(owner?: string, threadId?: string): void;
}

/** Threads whose switch is remembered; of the others the setting counts again. */
const MOST = 300;

type Streaming = Exclude<keyof Agents, "serverLabel" | "steer" | "abortRun">;

/** In which threads agents may use the editor, and the agents that do. */
export class EditorAccess {
  constructor(private readonly deps: EditorAccessDependencies) {}

  /** @returns undefined where the tools are not to be had at all */
  state(owner: string, threadId: string): ThreadTools | undefined {
    const { memory, setting, isPossible } = this.deps;
    const general = setting();
    return general === "off" || !isPossible()
      ? undefined
      : (memory.get()[keyOf(owner, threadId)] ?? (general === "on" ? "on" : "off"));
  }

  set(owner: string, threadId: string, state: ThreadTools): void {
    const key = keyOf(owner, threadId);
    const others = Object.entries(this.deps.memory.get()).filter(([each]) => each !== key);
    this.deps.memory.set(Object.fromEntries([...others, [key, state] as const].slice(-MOST)));
  }

  /** An account has signed out: no content of a file stays, whoever's thread it was kept for. */
  forgetFiles(): void {
    this.deps.checkpoints.forget();
  }

  /** A thread is deleted: nothing of it stays. */
  forgetThread(owner: string, threadId: string): void {
    this.forget(owner, threadId);
    this.deps.checkpoints.forget(owner, threadId);
  }

  /** In no thread of an owner, or not in this one, agents may use the editor. */
  forget(owner: string, threadId?: string): void {
    const entries = Object.entries(this.deps.memory.get());
    const isGone = (key: string): boolean =>
      threadId === undefined ? key.startsWith(keyOf(owner, "")) : key === keyOf(owner, threadId);
    if (entries.some(([key]) => isGone(key))) {
      this.deps.memory.set(Object.fromEntries(entries.filter(([key]) => !isGone(key))));
    }
  }

  /** Restores the files that calls of a response have changed, and of all that came after it. */
  restoreFiles(owner: string, { threadId, turns }: Conversation, turnId: string): Promise<void> {
    const from = turns.findIndex(({ id }) => id === turnId);
    const later = from < 0 ? [] : turns.slice(from).flatMap(({ parts }) => parts);
    const callIds = later.flatMap((part) => (part.kind === "tool" && part.inEditor !== undefined ? [part.id] : []));
    return this.deps.checkpoints.restore(owner, threadId, callIds);
  }

  /**
   * The agents as a conversation asks them: with the tools of the editor while the thread has them switched on, and
   * wherever a call of theirs still waits.
   *
   * @param resourceId whose messages they are
   */
  assist(owner: string, resourceId: string, agents: RunAgents, thread: () => Conversation): Agents {
    const loop = lazily(async () => {
      const [{ ClientToolLoop }, tools] = await Promise.all([import("./clientToolLoop"), this.deps.load()]);
      const { threadId } = thread();
      const memory = { threadId, resourceId };
      return new ClientToolLoop(agents, tools, thread, memory, () => this.state(owner, threadId), owner);
    });
    async function* later(name: Streaming, args: unknown[]): ReturnType<Agents["stream"]> {
      yield* ((await loop())[name] as (...all: unknown[]) => ReturnType<Agents["stream"]>)(...args);
    }
    const choose =
      (name: Streaming) =>
      (...args: unknown[]) =>
        (this.state(owner, thread().threadId) ?? "off") !== "off" || waitsHere(thread())
          ? later(name, args)
          : (agents[name] as (...all: unknown[]) => ReturnType<Agents["stream"]>)(...args);
    return {
      serverLabel: () => agents.serverLabel(),
      steer: (...args) => agents.steer(...args),
      abortRun: (...args) => agents.abortRun(...args),
      stream: choose("stream"),
      goOn: choose("goOn"),
      decideToolCall: choose("decideToolCall"),
      declineAnswer: choose("declineAnswer"),
      resumeToolCall: choose("resumeToolCall"),
    };
  }
}

function keyOf(owner: string, threadId: string): string {
  return `${owner} ${threadId}`;
}

/**
 * Whether a call of this editor's tools waits for the person, or has just been decided, whatever the switch says by
 * now: the turn of a decision is written already when somebody asks for it.
 */
function waitsHere({ turns }: Conversation): boolean {
  return turns.some(
    ({ state, parts }) =>
      (state === "waiting" || state === "streaming") &&
      parts.some((part) => part.kind === "tool" && part.inEditor !== undefined && part.inEditor !== "reported"),
  );
}
