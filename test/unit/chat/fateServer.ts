import type { AgentChunk } from "../../../src/agents/chunk";
import { Conversation } from "../../../src/chat/conversation";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ScriptedAgents } from "./scriptedAgents";
import { type RawMessage, ScriptedMemory, stored } from "./scriptedMemory";
import { finish, text } from "./turns";

/** How a server treats the one message that a person sends again. */
export type Fate =
  | "413"
  | "429"
  | "503"
  | "cut on its way"
  | "cut after it was stored"
  | "cut while it is answered"
  | "stopped on its way"
  | "stopped after it was stored"
  | "stored after it was stopped"
  | "too large"
  | "delete refused"
  | "delete cut after it was done"
  | "taken";

type Stream = Parameters<ScriptedAgents["stream"]>;

/** A server whose thread, and what happens to the next message, are under a test's control. */
export class FateServer extends ScriptedMemory {
  fate: Fate = "taken";
  /** How many requests to put something back fail. */
  refusals = 0;
  private clock = 0;
  private onRestored = (): void => undefined;

  readonly conversation = new Conversation("t", {
    agents: Object.assign(new ScriptedAgents(), { stream: (...how: Stream) => this.answerTo(...how) }),
    onChange: () => undefined,
    logError: () => undefined,
  });

  constructor() {
    super();
    this.add({ id: "t" });
  }

  get ids(): readonly string[] {
    return (this.stored.get("t") ?? []).map(({ id }) => id);
  }

  get shown(): readonly string[] {
    return this.conversation.turns.flatMap(({ messageIds = [] }) => messageIds);
  }

  override async deleteMessages(
    threadId: string,
    ids: readonly string[],
    _agentId?: string,
    onRead: (messages: readonly RawMessage[]) => void = () => undefined,
  ): Promise<readonly RawMessage[]> {
    await Promise.resolve();
    const all = this.stored.get(threadId) ?? [];
    const messages = all.filter(({ id }) => ids.includes(id)).map((message) => ({ threadId, message }));
    onRead(messages);
    if (this.fate === "delete refused") {
      throw new UserFacingError("rateLimited", "Too many requests.");
    }
    this.stored.set(
      threadId,
      all.filter(({ id }) => !ids.includes(id)),
    );
    if (this.fate === "delete cut after it was done") {
      throw new UserFacingError("network", "Cut.");
    }
    return messages;
  }

  override async restoreMessages(messages: readonly RawMessage[]): Promise<void> {
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new UserFacingError("server", "HTTP 503");
    }
    await super.restoreMessages(messages);
    this.onRestored();
    this.onRestored = () => undefined;
  }

  private async *answerTo(...[, message, , signal]: Stream): AsyncGenerator<readonly AgentChunk[], void, undefined> {
    const { fate } = this;
    this.fate = "taken";
    await Promise.resolve();
    const store = (id: string, role: "user" | "assistant", words: string): void => {
      this.stored.set("t", [...(this.stored.get("t") ?? []), stored(id, role, words, ++this.clock)]);
    };
    switch (fate) {
      case "413":
        throw new UserFacingError("tooLarge", "HTTP 413");
      case "429":
        throw new UserFacingError("rateLimited", "HTTP 429");
      case "503":
        throw new UserFacingError("server", "HTTP 503");
      case "cut on its way":
        throw new UserFacingError("network", "Cut.");
      case "cut after it was stored":
        store(message.id, "user", message.text);
        throw new UserFacingError("network", "Cut.");
      case "stopped on its way":
        this.conversation.stop();
        throw signal.reason;
      case "stopped after it was stored":
        store(message.id, "user", message.text);
        this.conversation.stop();
        // The server hears of it only now, and keeps what there was of the answer.
        store(`${message.id} partial`, "assistant", "It");
        throw signal.reason;
      case "stored after it was stopped":
        this.conversation.stop();
        this.onRestored = () => store(message.id, "user", message.text);
        throw signal.reason;
      case "cut while it is answered":
        yield [{ type: "accepted" }];
        store(message.id, "user", message.text);
        throw new UserFacingError("network", "Cut.");
      default:
        yield [{ type: "accepted" }];
        store(message.id, "user", message.text);
        yield [{ type: "start", runId: "run-1", messageId: `${message.id} answer` }, text("Sunny")];
        store(`${message.id} answer`, "assistant", "Sunny");
        yield [finish()];
    }
  }
}
