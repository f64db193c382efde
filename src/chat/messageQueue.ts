import type { OutgoingMessage } from "../agents/outgoingMessage";
import type { QueuedMessage } from "../shared/protocol";

/** A message that waits until the answer before it is complete. */
export interface Queued {
  readonly message: OutgoingMessage;
  /** The agent it was written to. */
  readonly agentId: string;
}

/** Messages that wait, by thread, in the order in which they were sent. */
export class MessageQueue {
  private readonly threads = new Map<string, readonly Queued[]>();

  add(threadId: string, queued: Queued): void {
    this.threads.set(threadId, [...this.of(threadId), queued]);
  }

  /** Takes the next message out. */
  next(threadId: string): Queued | undefined {
    const [first, ...rest] = this.of(threadId);
    this.put(threadId, rest);
    return first;
  }

  /** Takes one message out. */
  remove(threadId: string, messageId: string): Queued | undefined {
    const all = this.of(threadId);
    this.put(
      threadId,
      all.filter(({ message }) => message.id !== messageId),
    );
    return all.find(({ message }) => message.id === messageId);
  }

  /** Takes all messages of a thread out. */
  takeAll(threadId: string): readonly Queued[] {
    const all = this.of(threadId);
    this.put(threadId, []);
    return all;
  }

  /** Takes the messages of every thread out. */
  clear(): readonly Queued[] {
    const all = [...this.threads.values()].flat();
    this.threads.clear();
    return all;
  }

  /** What the panel shows of a thread's queue. */
  shown(threadId: string): readonly QueuedMessage[] {
    return this.of(threadId).map(({ message }) => ({ id: message.id, text: message.text }));
  }

  private of(threadId: string): readonly Queued[] {
    return this.threads.get(threadId) ?? [];
  }

  private put(threadId: string, queue: readonly Queued[]): void {
    if (queue.length === 0) {
      this.threads.delete(threadId);
    } else {
      this.threads.set(threadId, queue);
    }
  }
}
