import { TokenVerificationErrorReason } from "@clerk/backend/errors";
import * as oauth from "oauth4webapi";
import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import { unreachable } from "../clerk/discovery";
import { oauthErrorOf } from "../clerk/tokenEndpoint";
import { type SignInContext, clockWrong, refused, untrustedAnswer } from "./signInSentences";

/**
 * Turns whatever a sign-in threw into one sentence for people. Errors that are sentences already, and
 * cancellations, come back as they are.
 */
export function signInError(error: unknown, context: SignInContext): unknown {
  if (error instanceof UserFacingError || isCancellation(error)) {
    return error;
  }
  const answer = oauthErrorOf(error);
  if (answer !== undefined) {
    return answer.status >= 500 || answer.status === 429
      ? unreachable(context.instance.issuer, error)
      : refused(answer, context, error);
  }
  if (isClockProblem(error)) {
    return clockWrong(context.clockOffset, error);
  }
  return isUntrusted(error)
    ? untrustedAnswer(context.instance.issuer, error)
    : unreachable(context.instance.issuer, error);
}

function isClockProblem(error: unknown): boolean {
  if (error instanceof oauth.OperationProcessingError) {
    return error.code === oauth.JWT_TIMESTAMP_CHECK;
  }
  const { TokenExpired, TokenNotActiveYet, TokenIatInTheFuture } = TokenVerificationErrorReason;
  const reason = verificationReasonOf(error);
  return reason !== undefined && [TokenExpired, TokenNotActiveYet, TokenIatInTheFuture].includes(reason);
}

function isUntrusted(error: unknown): boolean {
  if (error instanceof oauth.OperationProcessingError) {
    // An error page of a proxy is no forgery: the server did not get to answer.
    const notAnAnswer = [oauth.RESPONSE_IS_NOT_CONFORM, oauth.RESPONSE_IS_NOT_JSON, oauth.PARSE_ERROR];
    return error.code === undefined || !notAnAnswer.includes(error.code);
  }
  return error instanceof oauth.UnsupportedOperationError || verificationReasonOf(error) !== undefined;
}

// Not `instanceof TokenVerificationError`: `@clerk/backend/jwt` throws a copy of that class of its own.
function verificationReasonOf(error: unknown): string | undefined {
  const reason = error instanceof Error && "reason" in error ? error.reason : undefined;
  return Object.values(TokenVerificationErrorReason).find((known) => known === reason);
}
