import type { UserFacingError } from "../../shared/userFacingError";

/** A way to sign in that could not even begin, so that the next one can be tried without asking. */
export class WayNotStarted extends Error {
  /** @param reason what a person reads when no other way is left */
  constructor(readonly reason: UserFacingError) {
    super(reason.message, { cause: reason });
    this.name = "WayNotStarted";
  }
}
