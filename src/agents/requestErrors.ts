import * as l10n from "@vscode/l10n";
import { isCancellation, UserFacingError } from "../shared/userFacingError";

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

/** What an error sentence may name. */
export interface RequestContext {
  /** Host and port of the server. */
  readonly server: string;
  readonly agentId?: string;
  /** The signed-in account's label; empty when it is not known. */
  readonly account: string;
  /** The Clerk instance that issued the access token; empty when it is not known. */
  readonly issuer: string;
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
  const { server, agentId, account, issuer } = context;
  const options = { cause };
  if (RUN_GONE.test(detail)) {
    return runGone(options);
  }
  switch (status) {
    case 400:
      return detail.includes("Memory is not initialized")
        ? noMemory(server, options)
        : serverFailed(server, status, options);
    case 401:
      return new UserFacingError(
        "unauthorized",
        issuer
          ? l10n.t(
              "{0} does not accept a fresh sign-in from {1}. It may trust another Clerk instance, or be unable to reach Clerk's keys. Compare the publishable key here with the server's.",
              server,
              issuer,
            )
          : l10n.t(
              "{0} does not accept your sign-in. Sign in again, or ask its owner which Clerk instance it trusts.",
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
      return detail.includes("thread belongs to a different resource")
        ? new UserFacingError(
            "foreignThread",
            l10n.t("This conversation belongs to another account on {0}. Start a new thread to go on.", server),
            ["newThread"],
            options,
          )
        : new UserFacingError(
            "forbidden",
            account
              ? l10n.t(
                  "You are signed in as {0}, who may not use this on {1}. Ask its owner, or use another account.",
                  account,
                  server,
                )
              : l10n.t("Your account may not use this on {0}. Ask its owner, or use another account.", server),
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
              "{0} answers, but there is no Mastra API at this address. Check the address and the API prefix.",
              server,
            ),
            ["configureServer", "openServerSetting"],
            options,
          );
    case 408:
    case 504:
      return new UserFacingError(
        "timeout",
        l10n.t("{0} gave up waiting for the agent. Try again, or ask for less at once.", server),
        [],
        options,
      );
    case 413:
      return tooLarge(server, options);
    case 429:
      return new UserFacingError(
        "rateLimited",
        l10n.t("{0} receives too many requests. Wait a moment and try again.", server),
        [],
        options,
      );
    default:
      return serverFailed(server, status, options);
  }
}

/** The server does not have this agent, as its list or its 404 says. */
export function noSuchAgent(server: string, agentId: string, options?: ErrorOptions): UserFacingError {
  const message = l10n.t('{0} has no agent "{1}". Choose another one.', server, agentId);
  return new UserFacingError("agentNotFound", message, ["selectAgent"], options);
}

/** The thread was deleted, or the server never had it. */
export function threadGone(server: string, options?: ErrorOptions): UserFacingError {
  const message = l10n.t(
    "{0} no longer has this thread; it was deleted. What you see here is still yours to copy.",
    server,
  );
  return new UserFacingError("threadGone", message, ["newThread", "showThreads"], options);
}

/** The call that a person decided on no longer waits. */
function runGone(options: ErrorOptions): UserFacingError {
  const message = l10n.t(
    "This tool call has already been decided, perhaps in another window. Send a new message to go on.",
  );
  return new UserFacingError("runGone", message, [], options);
}

/** The agent remembers nothing, so there is nothing to list, rename or delete. */
function noMemory(server: string, options: ErrorOptions): UserFacingError {
  const message = l10n.t("{0} keeps no threads for this agent, because the agent has no memory.", server);
  return new UserFacingError("noMemory", message, [], options);
}

/** The server redirects, and a sign-in is not sent along. */
export function redirected(server: string): UserFacingError {
  const message = l10n.t(
    "{0} redirects to another address, where your sign-in is not sent. Set the final address.",
    server,
  );
  return new UserFacingError("redirected", message, ["configureServer"]);
}

/** The server answers with a 5xx, and says why only to its own log. */
export function serverFailed(server: string, status: number, options?: ErrorOptions): UserFacingError {
  const message = l10n.t(
    "{0} failed while answering (HTTP {1}). The reason stands in the server's log; try again.",
    server,
    status,
  );
  return new UserFacingError("server", message, ["showLog"], options);
}

/** The server's 413; a built Mastra server refuses bodies over 4.5 MB (docs/wire.md#mastra-size-of-a-request). */
function tooLarge(server: string, options: ErrorOptions): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t("{0} refuses a message of this size. Shorten it and send it again.", server),
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
    return l10n.t("{0} has been silent for too long, so the request was given up. Try again.", server);
  }
  const code = networkCode(error);
  switch (code) {
    case "ECONNREFUSED":
      return l10n.t("Nothing answers at {0}. Start the Mastra server, or check its address.", server);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return l10n.t("The host {0} could not be found. Check the address and your network.", server);
    case "CERT_HAS_EXPIRED":
      return l10n.t("The certificate of {0} has expired. Its owner must renew it.", server);
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
    case "EPIPE":
      return l10n.t("The connection to {0} was cut. Try again.", server);
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return l10n.t("{0} did not answer in time. Check that you are online and that the server runs.", server);
    default:
      if (CERTIFICATE_CODES.has(code)) {
        return l10n.t(
          "The certificate of {0} is not trusted on this computer. Install your organization's root certificate, or ask the server's owner.",
          server,
        );
      }
      return l10n.t("{0} could not be reached. Check its address and your network, then try again.", server);
  }
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
