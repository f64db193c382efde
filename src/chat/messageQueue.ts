import type { OutgoingMessage } from "../agents/outgoingMessage";
import type { QueuedMessage } from "../shared/protocol";

/** A message that waits until the answer before it is complete. */
export interface Queued {
  readonly message: OutgoingMessage;
  /** The agent it was written to. */
  readonly agentId: string;
  /** It was given to the server for the response that is being written, and may be there already. */
  readonly handedOver?: true;
  /** The server has said that it has it: it answers it, in this response or in one of its own. */
  readonly taken?: true;
}

/** Messages that wait, by thread, in the order in which they were sent. */
export class MessageQueue {
  private readonly threads = new Map<string, readonly Queued[]>();
  private readonly leaving = new Set<string>();
  private readonly arriving = new Set<OutgoingMessage>();
  private readonly givenBack = new WeakSet<OutgoingMessage>();

  add(threadId: string, queued: Queued): void {
    this.threads.set(threadId, [...this.of(threadId), queued]);
  }

  /** The messages of a thread. */
  of(threadId: string): readonly Queued[] {
    return this.threads.get(threadId) ?? [];
  }

  /** The next message that is to be sent. It stays here until it is: whatever happens until then, it is not lost. */
  next(threadId: string): Queued | undefined {
    return this.of(threadId).find(({ handedOver }) => !handedOver);
  }

  /** True while somebody is about to send the next message of a thread: what is written meanwhile comes after it. */
  isLeaving(threadId: string): boolean {
    return this.leaving.has(threadId);
  }

  /** @see isLeaving */
  async whileLeaving<T>(threadId: string, run: () => Promise<T>): Promise<T> {
    this.leaving.add(threadId);
    try {
      return await run();
    } finally {
      this.leaving.delete(threadId);
    }
  }

  /** A message of which it isn't known yet who gets it; if the window closes before, `clear` gives it back. */
  arrive(message: OutgoingMessage): void {
    this.arriving.add(message);
  }

  /** Who gets the message is known. @returns false when it has been given back meanwhile */
  hasArrived(message: OutgoingMessage): boolean {
    this.arriving.delete(message);
    return !this.givenBack.has(message);
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

  /** Says whether a message is the server's now; as long as it is, it is not sent from here and not changed. */
  setHandedOver(threadId: string, messageId: string, handedOver: boolean): void {
    this.change(threadId, messageId, ({ message, agentId }) => ({
      message,
      agentId,
      ...(handedOver ? { handedOver } : {}),
    }));
  }

  /** The server has taken a message that was handed over. */
  setTaken(threadId: string, messageId: string): void {
    this.change(threadId, messageId, (queued) => ({ ...queued, taken: true }));
  }

  /** Gives a message other words. @returns false when it does not wait any more, or is the server's already */
  edit(threadId: string, messageId: string, text: string): boolean {
    const waits = this.of(threadId).some(({ message, handedOver }) => message.id === messageId && !handedOver);
    if (waits) {
      this.change(threadId, messageId, (queued) => ({ ...queued, message: { ...queued.message, text } }));
    }
    return waits;
  }

  /** Moves a message one place forward or back; at the end of the queue nothing moves. */
  move(threadId: string, messageId: string, by: -1 | 1): void {
    const all = this.of(threadId);
    const from = all.findIndex(({ message }) => message.id === messageId);
    const moved = all[from];
    if (moved && all[from + by]) {
      this.put(threadId, all.toSpliced(from, 1).toSpliced(from + by, 0, moved));
    }
  }

  /** Takes all messages of a thread out that are not the server's. */
  takeAll(threadId: string): readonly Queued[] {
    const all = this.of(threadId);
    this.put(
      threadId,
      all.filter(({ handedOver }) => handedOver),
    );
    return all.filter(({ handedOver }) => !handedOver);
  }

  /** Takes the messages of every thread out. @returns those that the server has not taken, and that have not arrived */
  clear(): readonly OutgoingMessage[] {
    const waiting = [...this.threads.values()].flat().filter(({ taken }) => !taken);
    const all = [...waiting.map(({ message }) => message), ...this.arriving];
    this.threads.clear();
    this.arriving.forEach((message) => this.givenBack.add(message));
    this.arriving.clear();
    return all;
  }

  /**
   * What the panel shows of a thread's queue.
   *
   * @param agentId the agent whose response is being written, into which a message can go that was written to it
   */
  shown(threadId: string, agentId: string | undefined): readonly QueuedMessage[] {
    return this.of(threadId).map(({ message, agentId: to, handedOver }) => ({
      id: message.id,
      text: message.text,
      ...(handedOver ? { now: "sending" as const } : to === agentId ? { now: "possible" as const } : {}),
    }));
  }

  private change(threadId: string, messageId: string, change: (queued: Queued) => Queued): void {
    this.put(
      threadId,
      this.of(threadId).map((queued) => (queued.message.id === messageId ? change(queued) : queued)),
    );
  }

  private put(threadId: string, queue: readonly Queued[]): void {
    if (queue.length === 0) {
      this.threads.delete(threadId);
    } else {
      this.threads.set(threadId, queue);
    }
  }
}
