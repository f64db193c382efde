import * as oauth from "oauth4webapi";

/** What an authorization server said went wrong (RFC 6749 §4.1.2.1 and §5.2). */
export interface OAuthError {
  readonly code: string;
  readonly description: string;
  /** HTTP status; 0 for an error that came with the callback. */
  readonly status: number;
}

/**
 * The OAuth error inside what oauth4webapi threw, or undefined when there is none. A 401 that has a
 * WWW-Authenticate header is thrown as that challenge, with the error in its parameters
 * (facts/clerk.md §6), so every shape is looked at.
 */
export function oauthErrorOf(error: unknown): OAuthError | undefined {
  if (error instanceof oauth.ResponseBodyError) {
    return { code: error.error, description: error.error_description ?? "", status: error.status };
  }
  if (error instanceof oauth.AuthorizationResponseError) {
    return { code: error.error, description: error.error_description ?? "", status: 0 };
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    const parameters = error.cause.map((challenge) => challenge.parameters).find(({ error: code }) => code);
    return { code: parameters?.error ?? "", description: parameters?.error_description ?? "", status: error.status };
  }
  return undefined;
}
