import * as l10n from "@vscode/l10n";

const CERTIFICATE_CODES = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

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
          "The certificate of {0} is not trusted on this machine. Install your organisation's root certificate, or ask the server's owner.",
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
