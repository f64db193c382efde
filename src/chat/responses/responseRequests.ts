import type { GivenFeedback, RatedResponse } from "../../agents/responseFeedback";
import type { ResponseService } from "../../agents/responseService";
import { isResponseRequest, type ResponseNews, type ResponseRequest } from "../../shared/responses";
import type { Turn } from "../../shared/transcript";
import { noticeOf } from "../../shared/userFacingError";
import type { OwnerPlace } from "../ownerPlace";
import { textOf } from "../turn/turnChanges";

type ResponseRating = ResponseRequest & { readonly about: "rating" };

/** The thread that a person saw, as it was when they acted. */
export interface AskedThread {
  readonly session: Pick<OwnerPlace, "account" | "services">;
  readonly threadId: string;
  readonly turns: readonly Turn[];
}

/**
 * Carries out what a person does with a response.
 *
 * @param request as the panel has sent it; what is none does nothing
 * @param tell is given what came of it
 */
export async function carryOut(
  request: unknown,
  thread: AskedThread,
  tell: (news: ResponseNews) => void,
): Promise<void> {
  if (!isResponseRequest(request)) {
    return;
  }
  const responses = await thread.session.services.agents.responses();
  if (request.about === "offers") {
    // Nobody waits for these: what could not be asked is not offered, and asked for with the next response.
    const offers = await offersOf(thread, responses).catch(() => undefined);
    if (offers) {
      tell(offers);
    }
    return;
  }
  if (request.about === "silence") {
    responses.silence();
    return;
  }
  const turn = thread.turns.find(({ id }) => id === request.turnId);
  if (turn?.agentId === undefined) {
    return;
  }
  switch (request.about) {
    case "rating":
      tell(await rate(request, { ...turn, agentId: turn.agentId }, thread, responses));
      break;
    case "speech": {
      const { about, request: number } = request;
      const silenced = (): void => tell({ about, request: number });
      const speech = await tried(() => responses.speak(turn.agentId ?? "", textOf(turn), silenced));
      if (speech.made !== undefined || speech.failed) {
        tell({ about, request: number, ...(speech.made ? { speech: speech.made } : {}), ...speech.failed });
      }
      break;
    }
    case "trace":
      tell(await traceOf(turn, responses));
      break;
    case "span": {
      const { about, traceId, spanId } = request;
      const content = await tried(() => responses.span(traceId, spanId));
      tell({ about, traceId, spanId, content: content.made ?? {}, ...content.failed });
      break;
    }
  }
}

async function offersOf({ session, threadId, turns }: AskedThread, responses: ResponseService): Promise<ResponseNews> {
  const agentIds = [...new Set(turns.flatMap(({ agentId }) => agentId ?? []))];
  const [isObserved, ...canSpeak] = await Promise.all([
    responses.isObserved(),
    ...agentIds.map((agentId) => responses.hasVoice(agentId)),
  ]);
  const given = isObserved ? await responses.feedback(threadId, session.account.sub) : undefined;
  const voices = agentIds.filter((_, index) => canSpeak[index]);
  return {
    about: "offers",
    offers: { ...(given ? { feedback: true } : {}), ...(isObserved ? { traces: true } : {}), voices },
    ratings: Object.fromEntries(
      turns.flatMap((turn) => {
        const rating = given?.find((each) => isOf(turn, each));
        return rating ? [[turn.id, rating.isHelpful]] : [];
      }),
    ),
  };
}

async function rate(
  { turnId, isHelpful, comment }: ResponseRating,
  turn: Turn & { readonly agentId: string },
  { session, threadId }: AskedThread,
  responses: ResponseService,
): Promise<ResponseNews> {
  const news: ResponseNews = {
    ...{ about: "rating", turnId, isHelpful },
    ...(comment === undefined ? {} : { commented: true }),
  };
  const { agentId } = turn;
  try {
    await responses.rate({ ...namesOf(turn), agentId, threadId, resourceId: session.account.sub, isHelpful }, comment);
    return news;
  } catch (error) {
    return { ...news, problem: noticeOf(error).message };
  }
}

async function traceOf(turn: Turn, responses: ResponseService): Promise<ResponseNews> {
  const trace = await tried(() => responses.trace(namesOf(turn)));
  return { about: "trace", turnId: turn.id, spans: [], scores: [], ...trace.made, ...trace.failed };
}

/** What was read, or the sentence that says why it could not be. */
async function tried<T>(read: () => Promise<T>): Promise<{ made?: T; failed?: { problem: string } }> {
  try {
    return { made: await read() };
  } catch (error) {
    return { failed: { problem: noticeOf(error).message } };
  }
}

function namesOf({ runId, traceId, messageIds }: Turn): RatedResponse {
  const messageId = messageIds?.at(-1);
  return {
    ...(runId === undefined ? {} : { runId }),
    ...(traceId === undefined ? {} : { traceId }),
    ...(messageId === undefined ? {} : { messageId }),
  };
}

function isOf(turn: Turn, { runId, traceId, messageId }: GivenFeedback): boolean {
  const { messageIds = [] } = turn;
  return (
    (runId !== undefined && runId !== "" && runId === turn.runId) ||
    (traceId !== undefined && traceId !== "" && traceId === turn.traceId) ||
    (messageId !== undefined && messageIds.includes(messageId))
  );
}
