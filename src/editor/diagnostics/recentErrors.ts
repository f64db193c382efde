/** An error of this window, as far as it may be told to others. */
export interface RecentError {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What was being done, in our own words. */
  readonly what: string;
  /** Kind of a `UserFacingError`; empty for an error that nobody expected. */
  readonly kind: string;
  /** What the person has read; empty for an error that nobody expected. */
  readonly sentence: string;
  /** Name, system code and HTTP status of what is behind it, such as `TypeError ECONNREFUSED`. */
  readonly cause: string;
}

/** How many are kept. */
const MOST = 20;

/** The last errors of this window, for the report that a person may copy. They are nowhere but in memory. */
export class RecentErrors {
  private readonly kept: RecentError[] = [];

  /** The oldest first. */
  get all(): readonly RecentError[] {
    return this.kept;
  }

  add(error: Omit<RecentError, "at">): void {
    this.kept.push({ at: Date.now(), ...error });
    this.kept.splice(0, this.kept.length - MOST);
  }
}
