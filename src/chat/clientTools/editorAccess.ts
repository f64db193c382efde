import { lazily } from "../../shared/lazily";
import type { Agents, Conversation } from "../conversation";
import type { ClientTools, RunAgents, ThreadTools } from "./clientTools";
import { waits } from "../turn/turnChanges";

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

  /** Nothing of an owner stays. */
  forget(owner: string): void {
    const entries = Object.entries(this.deps.memory.get());
    this.deps.memory.set(Object.fromEntries(entries.filter(([key]) => !key.startsWith(keyOf(owner, "")))));
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
      return new ClientToolLoop(agents, tools, thread, { threadId, resourceId }, () => this.state(owner, threadId));
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

/** Whether a call of this editor's tools waits for the person, whatever the switch says by now. */
function waitsHere({ turns }: Conversation): boolean {
  return turns.some(
    ({ state, parts }) =>
      state === "waiting" && parts.some((part) => part.kind === "tool" && part.inEditor !== undefined && waits(part)),
  );
}
