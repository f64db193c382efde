import type { Turn } from "../../shared/transcript";
import type { TurnTimes } from "./turnTimes";

/** What is being written to a conversation. */
export interface Run {
  readonly abort: AbortController;
  /** The turn that is written: another one after each message that comes into the run. */
  turnId: string;
  readonly times: TurnTimes;
  /** It goes on on the server when nobody reads it here. */
  isKept: boolean;
  /** The turn as `beforeEnd` was last given it. */
  saved?: Turn;
}

/** How a run came out. */
export interface Outcome {
  /** Whether the server had begun to answer: from then on the message or decision is its own. */
  readonly taken: boolean;
  /** Why it took nothing. That the thread is idle is told with what the caller then makes of the turns. */
  readonly refused?: Error;
  /** The person gave up before the server took anything, at a sign-in for instance; told as `refused`. */
  readonly givenUp?: boolean;
}
