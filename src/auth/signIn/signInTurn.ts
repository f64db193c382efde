import type { ClerkMetadata } from "../clerk/discovery";
import type { FlowId } from "./flows";
import type { SignInLog } from "./signInLog";
import type { SignInRequest, SignInUi, SignInWindow } from "./signInWindow";

/** One way's turn in a sign-in. */
export interface SignInTurn {
  readonly flow: FlowId;
  readonly request: SignInRequest;
  readonly metadata: ClerkMetadata;
  readonly window: SignInWindow;
  readonly ui: SignInUi;
  readonly log: SignInLog;
  /** Aborts when the person cancels, or chooses another way. */
  readonly signal: AbortSignal;
}
