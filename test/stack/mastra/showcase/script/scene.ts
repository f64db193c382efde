import type { Decision } from "../../model/decision";
import type { ToolOutcome } from "../../model/prompt";

/** One thing that the agent can show, and the words that ask for it. */
export interface Scene {
  /** What a person could type; the agent lists these when it does not understand. */
  readonly phrase: string;
  readonly asked: RegExp;
  readonly decide: (question: string) => Decision;
  /** What comes after the results so far, where the words of the results themselves are no answer. */
  readonly next?: (outcomes: readonly ToolOutcome[]) => Decision;
}
