import type { Account } from "../shared/account";
import { UserFacingError } from "../shared/userFacingError";

/**
 * Where such a turn is said to happen on servers that take none without a thread: read only, so that nothing of it
 * is stored. Each new id leaves an empty thread behind, so one owner has one (docs/wire.md#mastra-turns-without-a-thread).
 */
export interface HiddenThread {
  readonly threadId: string;
  /** The access token's `sub`. */
  readonly resourceId: string;
  readonly readOnly: true;
}

/** Whose turn it is: as much of an owner as is needed to name the thread. */
export interface TurnOwner {
  /** As `OwnerSession.id`. */
  readonly id: string;
  readonly account: Pick<Account, "sub">;
}

const HIDDEN = "agent-chat-model-calls-";

/** True for the thread of an owner's model calls, in which there is nothing to read. */
export function isHiddenThread(threadId: string): boolean {
  return threadId.startsWith(HIDDEN);
}

/**
 * Asks without a thread, and in the hidden one from the moment that a server demands a thread. The server says so
 * before it does anything, so what was asked in vain is asked again.
 */
export class UnstoredRequests {
  /** Owners whose server takes no turn without a thread. */
  private readonly needThread = new Set<string>();

  /** @throws whatever `ask` throws, but for the kind `threadNeeded` of a request without a thread */
  async once<T>(owner: TurnOwner, ask: (hidden: HiddenThread | undefined) => Promise<T>): Promise<T> {
    if (!this.needThread.has(owner.id)) {
      try {
        return await ask(undefined);
      } catch (error) {
        this.note(owner, error);
      }
    }
    return ask(hiddenThread(owner));
  }

  /** As `once`, for what comes in pieces. */
  async *stream<T>(
    owner: TurnOwner,
    ask: (hidden: HiddenThread | undefined) => AsyncGenerator<T, void, undefined>,
  ): AsyncGenerator<T, void, undefined> {
    if (!this.needThread.has(owner.id)) {
      try {
        return yield* ask(undefined);
      } catch (error) {
        this.note(owner, error);
      }
    }
    yield* ask(hiddenThread(owner));
  }

  /** @throws the error when it is another one */
  private note({ id }: TurnOwner, error: unknown): void {
    if (!(error instanceof UserFacingError && error.kind === "threadNeeded")) {
      throw error;
    }
    this.needThread.add(id);
  }
}

/** The one hidden thread of an owner. */
export function hiddenThread({ id, account }: TurnOwner): HiddenThread {
  return { threadId: `${HIDDEN}${id}`, resourceId: account.sub, readOnly: true };
}
