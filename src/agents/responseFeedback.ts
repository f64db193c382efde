import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields, list, text } from "./fields";
import { hasNoRoute } from "./requestErrors";

/** Which response a person means, by every name that its server has for it. */
export interface RatedResponse {
  /** Missing where the server has named none. */
  readonly runId?: string;
  readonly traceId?: string;
  /** The last of the server's messages that the response is made of. */
  readonly messageId?: string;
}

/** What a person thinks of a response. */
export interface ResponseFeedback extends RatedResponse {
  readonly agentId: string;
  readonly threadId: string;
  /** The person, as the server's memory knows them; a server that knows who they are writes that itself. */
  readonly resourceId?: string;
  readonly isHelpful: boolean;
}

/** What a person thought of a response, as the server has kept it. */
export interface GivenFeedback extends RatedResponse {
  readonly isHelpful: boolean;
}

/** What a server says, with status 500, whose storage keeps none (docs/wire.md#mastra-feedback). */
const NO_STORAGE = /\bstorage\b/i;

/** Responses of a thread whose ratings are read. */
const MOST_RATINGS = 100;

/**
 * Tells the server what a person thinks of a response (docs/wire.md#mastra-feedback). It keeps every answer; the last
 * one counts.
 *
 * @param comment in the person's words, kept as feedback of its own, so that thumbs are counted once
 * @throws UserFacingError kind `noFeedback` when the server keeps none; others as `ClientAccess.attempt`
 */
export async function sendFeedback(
  access: Pick<ClientAccess, "attempt" | "serverLabel">,
  { agentId, threadId, runId, traceId, messageId, resourceId, isHelpful }: ResponseFeedback,
  comment?: string,
): Promise<void> {
  const said = { feedbackType: "comment", value: comment };
  const feedback = {
    ...(comment === undefined ? { feedbackType: "thumbs", value: isHelpful ? 1 : -1 } : said),
    feedbackSource: "user",
    entityType: "agent",
    entityId: agentId,
    threadId,
    runId,
    traceId,
    resourceId,
    feedbackUserId: resourceId,
    ...(messageId === undefined ? {} : { metadata: { messageId } }),
  };
  try {
    await access.attempt(undefined, (client) =>
      client.request("/observability/feedback", { method: "POST", body: { feedback } }),
    );
  } catch (error) {
    if (hasNoPlace(error)) {
      const message = l10n.t(
        "{0} didn't keep your feedback. Its owner has to give it a storage that keeps feedback.",
        access.serverLabel,
      );
      throw new UserFacingError("noFeedback", message, [], { cause: error });
    }
    throw error;
  }
}

/** Whether a server has no place for something: an older one, or one whose storage keeps none. */
export function hasNoPlace(error: unknown): boolean {
  return hasNoRoute(error) || (error instanceof UserFacingError && NO_STORAGE.test(String(error.cause)));
}

/**
 * What a person has thought of the responses of a thread, the newest first.
 *
 * @throws UserFacingError when the server keeps no feedback, among others
 */
export async function readFeedback(
  access: Pick<ClientAccess, "read">,
  threadId: string,
  resourceId: string,
): Promise<readonly GivenFeedback[]> {
  const query = new URLSearchParams({
    threadId,
    resourceId,
    feedbackType: "thumbs",
    feedbackSource: "user",
    perPage: String(MOST_RATINGS),
  });
  const answer = fields(await access.read(`/observability/feedback?${query.toString()}`));
  return list(answer["feedback"])
    .map(fields)
    .filter(({ value }) => typeof value === "number" && value !== 0)
    .map(({ value, runId, traceId, metadata }) => ({
      isHelpful: Number(value) > 0,
      runId: text(runId),
      traceId: text(traceId),
      messageId: text(fields(metadata)["messageId"]),
    }));
}
