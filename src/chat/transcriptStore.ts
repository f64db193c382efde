import type { Owner } from "../shared/owner";
import type { Transcript } from "../shared/transcript";
import type { LocalThread } from "./threads/localThread";

/** Where conversations rest on this computer: fast to open, and with what the server does not store. */
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
  /** Forgets every conversation of an account (see `accountKey`) on this computer, whatever the server and the folder. */
  clear(account: string): Promise<void>;
  /**
   * Forgets what this window has written for an account since somebody else has deleted what there was: another
   * window, of whose sign-out this one has just heard.
   */
  clearMadeAnew(account: string): Promise<void>;
}
