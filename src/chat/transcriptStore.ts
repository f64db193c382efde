import type { Transcript } from "../shared/transcript";
import type { LocalThread } from "./threads/localThread";

/** Whose a conversation is: no account ever sees another's, and none goes from one server to another. */
export interface Owner {
  /** Clerk instance and `sub`. */
  readonly account: string;
  /** The server's origin. */
  readonly origin: string;
}

/** Where conversations rest on this machine: fast to open, and with what the server does not store. */
export interface TranscriptStore {
  /** The conversation that this workspace showed last. */
  loadLast(owner: Owner): Promise<Transcript | undefined>;
  /** Makes a thread the one that `loadLast` gives. */
  setLast(owner: Owner, threadId: string): Promise<void>;
  load(owner: Owner, threadId: string): Promise<Transcript | undefined>;
  save(owner: Owner, transcript: Transcript): Promise<void>;
  remove(owner: Owner, threadId: string): Promise<void>;
  /** Every thread of an owner that rests here, in no order. */
  list(owner: Owner): Promise<readonly LocalThread[]>;
  /** Forgets every conversation of an account on this machine, whatever the server and the folder. */
  clear(account: string): Promise<void>;
}
