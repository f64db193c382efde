import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";

/** What a person thinks of a response. */
export interface ResponseFeedback {
  readonly agentId: string;
  readonly threadId: string;
  /** Missing where the server has named none. */
  readonly runId?: string;
  readonly isHelpful: boolean;
}

/** Kinds of errors of a server that has no place for feedback: an older one, or one whose storage keeps none. */
const NO_PLACE: ReadonlySet<string> = new Set(["server", "notMastra"]);

/**
 * Tells the server what a person thinks of a response (docs/wire.md#mastra-feedback). It says itself who that is.
 *
 * @throws UserFacingError kind `noFeedback` when the server keeps none; others as `ClientAccess.attempt`
 */
export async function sendFeedback(
  access: Pick<ClientAccess, "attempt" | "serverLabel">,
  { agentId, threadId, runId, isHelpful }: ResponseFeedback,
): Promise<void> {
  const feedback = {
    feedbackType: "thumbs",
    feedbackSource: "user",
    value: isHelpful ? 1 : -1,
    entityType: "agent",
    entityId: agentId,
    threadId,
    ...(runId === undefined ? {} : { runId }),
  };
  try {
    await access.attempt(undefined, (client) =>
      client.request("/observability/feedback", { method: "POST", body: { feedback } }),
    );
  } catch (error) {
    if (error instanceof UserFacingError && NO_PLACE.has(error.kind)) {
      const message = l10n.t(
        "{0} didn't keep your feedback. Its owner has to give it a storage that keeps feedback.",
        access.serverLabel,
      );
      throw new UserFacingError("noFeedback", message, [], { cause: error });
    }
    throw error;
  }
}
