import * as l10n from "@vscode/l10n";
import { formatNumber, plural } from "../shared/formats";
import { isCancellation, UserFacingError } from "../shared/userFacingError";
import { fields } from "./fields";

const CERTIFICATE_CODES = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/**
 * What a server says, with status 500, of a run that does not wait, and of a call of a waiting run that does not
 * (@mastra/core 1.71, docs/wire.md#mastra-approvals-and-suspended-tools).
 */
const RUN_GONE = /could not find a suspended run|cannot resume tool call .* because it is not suspended/;

/** What it says, with status 500, of a turn without a thread (docs/wire.md#mastra-turns-without-a-thread). */
const THREAD_NEEDED = /a resourceId and a threadId must be provided/i;

/** Kind of the error when a server wants a sign-in of whoever asks it without a token. */
export const SIGN_IN_REQUIRED = "signInRequired";

/** Kinds of errors after which a server may have carried out a request: its answer was lost, or not one of Mastra's. */
const MAYBE_DONE: ReadonlySet<string> = new Set(["network", "server", "timeout", "notMastra"]);

/** Kinds of what a server that is there answers now and then. */
const PASSING: ReadonlySet<string> = new Set(["network", "timeout", "server", "offline", "rateLimited"]);

/** Statuses of a server that has no such route, or none that works: an older one, or one that has it switched off. */
const NO_ROUTE: ReadonlySet<unknown> = new Set([404, 405, 501]);

/** What an error sentence may name. */
export interface RequestContext {
  /** Host and port of the server. */
  readonly server: string;
  readonly agentId?: string;
  /** The signed-in account's label; empty when it is not known. */
  readonly account: string;
  /** The Clerk instance that issued the access token; empty when it is not known. */
  readonly issuer: string;
  /** True when the request went out without a token, since the server asked for none. */
  readonly isGuest?: boolean;
}

/** @returns an HTTP status and the server's error text, or undefined for another kind of error */
export type HttpFailure = (error: unknown) => { status: number; detail: string } | undefined;

/**
 * Turns whatever a request threw into one sentence for a person. Cancellations and errors that
 * already are such a sentence pass unchanged. The server's own text is matched, never shown: it
 * may hold a stack (docs/wire.md#mastra-errors-in-a-stream).
 */
export function toUserFacing(error: unknown, context: RequestContext, httpFailure: HttpFailure): Error {
  if (error instanceof UserFacingError || (error instanceof Error && isCancellation(error))) {
    return error;
  }
  const failure = httpFailure(error);
  if (failure) {
    return httpError(failure.status, failure.detail, context, error);
  }
  return new UserFacingError(
    "network",
    networkSentence(error, context.server),
    ["retryConnection", "configureServer"],
    {
      cause: error,
    },
  );
}

function httpError(status: number, detail: string, context: RequestContext, cause: unknown): UserFacingError {
  const { server, agentId, account, issuer, isGuest } = context;
  const options = { cause };
  if (RUN_GONE.test(detail)) {
    return runGone(options);
  }
  if (THREAD_NEEDED.test(detail)) {
    return new UserFacingError("threadNeeded", serverFailed(server, status).message, ["showLog"], options);
  }
  switch (status) {
    case 400:
      return detail.includes("Memory is not initialized")
        ? noMemory(server, options)
        : serverFailed(server, status, options);
    case 401:
      return isGuest
        ? signInRequired(server, options)
        : new UserFacingError(
            "unauthorized",
            issuer
              ? l10n.t(
                  "{0} doesn't accept a new sign-in from {1}. It may trust another Clerk instance, or be unable to reach Clerk's keys. Compare the publishable key here with the server's.",
                  server,
                  issuer,
                )
              : l10n.t(
                  "{0} doesn't accept your sign-in. Sign in again, or ask its owner which Clerk instance it trusts.",
                  server,
                ),
            ["openClerkSettings", "signOut"],
            options,
          );
    case 403:
      if (/thread not found/i.test(detail)) {
        return threadGone(server, options);
      }
      if (detail.includes("no memory configured")) {
        return noMemory(server, options);
      }
      if (isGuest) {
        return signInRequired(server, options);
      }
      return detail.includes("thread belongs to a different resource")
        ? new UserFacingError(
            "foreignThread",
            l10n.t("This thread belongs to another account on {0}. Start a new thread to continue.", server),
            ["newThread"],
            options,
          )
        : new UserFacingError(
            "forbidden",
            account
              ? l10n.t(
                  "You are signed in as {0}, who isn't allowed to use this on {1}. Ask its owner, or use another account.",
                  account,
                  server,
                )
              : l10n.t("Your account isn't allowed to use this on {0}. Ask its owner, or use another account.", server),
            ["switchAccount", "signOut"],
            options,
          );
    case 404:
      if (/thread not found/i.test(detail)) {
        return threadGone(server, options);
      }
      return agentId
        ? noSuchAgent(server, agentId, options)
        : new UserFacingError(
            "notMastra",
            l10n.t(
              "{0} responds, but there is no Mastra API at this address. Check the address and the API prefix.",
              server,
            ),
            ["configureServer", "openServerSetting"],
            options,
          );
    case 408:
    case 504:
      return new UserFacingError(
        "timeout",
        l10n.t("{0} stopped waiting for the agent. Try again, or ask for less at once.", server),
        [],
        options,
      );
    case 413:
      return tooLarge(server, options);
    case 429:
      return rateLimited(server, undefined, options);
    default:
      return serverFailed(server, status, options);
  }
}

/** The server does not have this agent, as its list or its 404 says. */
export function noSuchAgent(server: string, agentId: string, options?: ErrorOptions): UserFacingError {
  const message = l10n.t('{0} has no agent "{1}". Choose another agent.', server, agentId);
  return new UserFacingError("agentNotFound", message, ["selectAgent"], options);
}

/** The thread was deleted, or the server never had it. */
export function threadGone(server: string, options?: ErrorOptions): UserFacingError {
  const message = l10n.t(
    "{0} no longer has this thread, because it was deleted. You can still copy what you see here.",
    server,
  );
  return new UserFacingError("threadGone", message, ["newThread", "showThreads"], options);
}

function signInRequired(server: string, options: ErrorOptions): UserFacingError {
  return new UserFacingError(
    SIGN_IN_REQUIRED,
    l10n.t("{0} didn't allow this without a sign-in. Sign in, then try again.", server),
    ["retryConnection"],
    options,
  );
}

/** The call that a person decided on no longer waits. */
function runGone(options: ErrorOptions): UserFacingError {
  const message = l10n.t(
    "This tool call was already approved or declined, perhaps in another window. Send a new message to continue.",
  );
  return new UserFacingError("runGone", message, [], options);
}

/** The agent remembers nothing, so there is nothing to list, rename or delete. */
function noMemory(server: string, options: ErrorOptions): UserFacingError {
  const message = l10n.t("{0} doesn't store threads for this agent, because the agent has no memory.", server);
  return new UserFacingError("noMemory", message, [], options);
}

/** The server redirects, and a sign-in is not sent along. */
export function redirected(server: string): UserFacingError {
  const message = l10n.t(
    "{0} redirects to another address, where your sign-in isn't sent. Set the final address.",
    server,
  );
  return new UserFacingError("redirected", message, ["configureServer"]);
}

/** The server answers with a 5xx, and says why only to its own log. */
export function serverFailed(server: string, status: number, options?: ErrorOptions): UserFacingError {
  const message = l10n.t("{0} failed while responding (HTTP {1}). Try again, or check the server log.", server, status);
  return new UserFacingError("server", message, ["showLog"], options);
}

/**
 * The server's 429.
 *
 * @param retryAfterMs how long it asks to be left alone, in milliseconds; undefined when it does not say
 */
export function rateLimited(server: string, retryAfterMs: number | undefined, options?: ErrorOptions): UserFacingError {
  return new UserFacingError("rateLimited", rateLimitSentence(server, retryAfterMs), [], options);
}

function rateLimitSentence(server: string, retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) {
    return l10n.t("{0} is receiving too many requests. Wait a moment, then try again.", server);
  }
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (seconds > 90) {
    const minutes = formatNumber(Math.ceil(seconds / 60));
    return l10n.t("{0} is receiving too many requests. Try again in {1} minutes.", server, minutes);
  }
  return plural(
    seconds,
    l10n.t("{0} is receiving too many requests. Try again in {1} second.", server, formatNumber(seconds)),
    l10n.t("{0} is receiving too many requests. Try again in {1} seconds.", server, formatNumber(seconds)),
  );
}

/** The server's 413; a built Mastra server refuses bodies over 4.5 MB (docs/wire.md#mastra-size-of-a-request). */
function tooLarge(server: string, options: ErrorOptions): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t("{0} doesn't accept a message of this size. Shorten it and send it again.", server),
    [],
    options,
  );
}

/**
 * One sentence for an error of the network. `fetch failed` itself says nothing: the reason is the
 * `code` of its cause, or of the first of several when a host has more than one address.
 *
 * @param server host and port
 */
export function networkSentence(error: unknown, server: string): string {
  if (error instanceof Error && error.name === "TimeoutError") {
    return l10n.t("Canceled the request, because {0} sent no data for too long. Try again.", server);
  }
  const code = networkCode(error);
  switch (code) {
    case "ECONNREFUSED":
      return l10n.t("Couldn't reach {0}. Start the Mastra server, or check its address.", server);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return l10n.t("Couldn't find the host {0}. Check the address and your network.", server);
    case "CERT_HAS_EXPIRED":
      return l10n.t("The certificate of {0} has expired. Its owner must renew it.", server);
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
    case "EPIPE":
      return l10n.t("Lost the connection to {0}. Try again.", server);
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return l10n.t("{0} didn't respond in time. Check that you are online and that the server is running.", server);
    default:
      if (CERTIFICATE_CODES.has(code)) {
        return l10n.t(
          "The certificate of {0} isn't trusted on this computer. Install your organization's root certificate, or ask the server's owner.",
          server,
        );
      }
      return l10n.t("Couldn't reach {0}. Check its address and your network, then try again.", server);
  }
}

/** Whether the server may have carried out a request that came to this error; after its own no it has not. */
export function mayBeDone(error: unknown): boolean {
  return !(error instanceof UserFacingError) || MAYBE_DONE.has(error.kind);
}

/** Whether it is what a server that is there answers now and then; after anything else it is not asked again. */
export function isPassing(error: unknown): boolean {
  return error instanceof UserFacingError && PASSING.has(error.kind);
}

/** Whether the server has no such route, or nothing by this id. @param error of MastraClient, or what was made of it */
export function hasNoRoute(error: unknown): boolean {
  return NO_ROUTE.has(fields(error instanceof UserFacingError ? error.cause : error)["status"]);
}

/** The system's code behind an error of `fetch`, such as `ECONNREFUSED`; empty when there is none. */
export function networkCode(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth += 1) {
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === "string") {
      return code;
    }
    current = current instanceof AggregateError ? (current.errors as unknown[])[0] : current.cause;
  }
  return "";
}
