import { randomUUID } from "node:crypto";
import type { World } from "./world";

/** A message as the server's memory has it; what else it holds is of no interest here. */
export interface ServerMessage {
  readonly id: string;
  readonly role: string;
  readonly content: { readonly parts: readonly { readonly type: string; readonly text?: string }[] };
}

export interface ServerThread {
  readonly id: string;
  readonly title: string;
}

/** Messages that the server takes at once (docs/wire.md#mastra-threads). */
const BATCH = 200;

/**
 * The memory of the Mastra server, as another program of the same account reads and writes it: Studio, or
 * this extension on another machine.
 */
export class ServerMemory {
  constructor(
    private readonly world: World,
    private readonly url = world.mastra.url,
  ) {}

  /** Every thread, the last used one first. */
  async threads(): Promise<readonly ServerThread[]> {
    const order = "orderBy[field]=updatedAt&orderBy[direction]=DESC";
    const answer = (await this.call("GET", `/memory/threads?resourceId=${this.owner}&perPage=200&${order}`)) as {
      threads: ServerThread[];
    };
    return answer.threads;
  }

  /** The thread that was used last. */
  async newest(): Promise<string> {
    const [thread] = await this.threads();
    return thread!.id;
  }

  /** The messages of a thread, oldest first; none when there is no such thread. */
  async messages(threadId: string): Promise<readonly ServerMessage[]> {
    const answer = (await this.call(
      "GET",
      `/memory/threads/${threadId}/messages?agentId=weatherAgent&perPage=100`,
    )) as { messages?: ServerMessage[] };
    return answer.messages ?? [];
  }

  /** The words of each message of a thread, in a line that begins with its role. */
  async lines(threadId: string): Promise<readonly string[]> {
    return (await this.messages(threadId)).map(
      ({ role, content }) => `${role}: ${content.parts.map(({ text = "" }) => text).join("")}`,
    );
  }

  /** The first words of each message of the thread that was used last, in lines that begin with the role. */
  async newestLines(): Promise<readonly string[]> {
    return (await this.lines(await this.newest())).map((line) => line.split("\n", 1)[0]!.slice(0, 60));
  }

  /** Asks as Mastra Studio does, so that the question is stored with the role `signal`. */
  async askLikeStudio(threadId: string, message: string): Promise<void> {
    await this.call("POST", "/agents/weatherAgent/send-message", { message, threadId, resourceId: this.owner });
  }

  async remove(threadId: string): Promise<void> {
    await this.call("DELETE", `/memory/threads/${threadId}?agentId=weatherAgent`);
  }

  /** A thread of many messages, a question and an answer by turns. @param words of the message, counted from 1 */
  async createThread(title: string, count: number, words: (number: number) => string): Promise<string> {
    const threadId = randomUUID();
    await this.call("POST", "/memory/threads?agentId=weatherAgent", { resourceId: this.owner, threadId, title });
    const start = Date.now() - count * 60_000;
    const all = Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      role: index % 2 === 0 ? "user" : "assistant",
      createdAt: new Date(start + index * 60_000).toISOString(),
      threadId,
      resourceId: this.owner,
      content: { format: 2, parts: [{ type: "text", text: words(index + 1) }], content: words(index + 1) },
    }));
    for (let from = 0; from < count; from += BATCH) {
      await this.call("POST", "/memory/save-messages?agentId=weatherAgent", {
        messages: all.slice(from, from + BATCH),
      });
    }
    return threadId;
  }

  private get owner(): string {
    return this.world.auth.users[0]!.id;
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.world.auth.issueAccessToken()}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok && response.status !== 404) {
      throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
    }
    return response.json();
  }
}
