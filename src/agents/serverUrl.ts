import * as l10n from "@vscode/l10n";
import { isLoopbackHost } from "../shared/loopback";
import { UserFacingError } from "../shared/userFacingError";

/** A server address that has passed every check. */
export interface ServerUrl {
  readonly origin: string;
  /** Without the API prefix and without a trailing slash. */
  readonly baseUrl: string;
  /** Host and port, for people to read. */
  readonly label: string;
}

/** A host, a port and a path without a scheme; no `user@`, query or fragment, which no server address has. */
const withoutScheme = /^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])(?::\d{1,5})?(?:\/[^\s?#@]*)?$/i;

/**
 * A server's address as people type it, with the scheme that they left out: `http` for this computer, `https` for
 * every other one, so that nothing leaves it unencrypted. What may be something else than an address stays as it is:
 * a word alone is one only as `localhost`.
 */
export function completeServerUrl(text: string): string {
  const trimmed = text.trim();
  if (!withoutScheme.test(trimmed) || !URL.canParse(`http://${trimmed}`)) {
    return trimmed;
  }
  const { hostname } = new URL(`http://${trimmed}`);
  if (isLoopbackHost(hostname)) {
    return `http://${trimmed}`;
  }
  const [host = ""] = trimmed.split("/");
  return /[.:]/.test(host) ? `https://${trimmed}` : trimmed;
}

/**
 * Reads the setting `agentChat.serverUrl`, in which the scheme may be missing: see `completeServerUrl`.
 *
 * @throws UserFacingError (kinds `noServer`, `invalidUrl`, `insecureUrl`) with one sentence that says what is wrong
 */
export function parseServerUrl(text: string): ServerUrl {
  const trimmed = completeServerUrl(text);
  if (trimmed === "") {
    throw new UserFacingError("noServer", l10n.t("No Mastra server is set. Enter the address of your server."), [
      "configureServer",
    ]);
  }
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.hostname === "") {
    throw new UserFacingError(
      "invalidUrl",
      isHarmless(trimmed)
        ? l10n.t('"{0}" isn\'t a web address. Enter one such as https://mastra.example.com.', trimmed)
        : l10n.t("This isn't a web address. Enter one such as https://mastra.example.com."),
      ["configureServer"],
    );
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new UserFacingError(
      "invalidUrl",
      l10n.t("The server address can't contain a user name, a query, or a fragment. Enter only the address itself."),
      ["configureServer"],
    );
  }
  if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) {
    throw new UserFacingError(
      "insecureUrl",
      l10n.t("{0} isn't encrypted, so your sign-in could be read in transit. Use an https address.", url.origin),
      ["configureServer"],
    );
  }
  return { origin: url.origin, baseUrl: (url.origin + url.pathname).replace(/\/+$/, ""), label: url.host };
}

/** Reads `agentChat.apiPrefix`: `api`, `/api` and `/api/` are the same; empty means none. */
export function normalizeApiPrefix(text: string): string {
  const path = text.trim().replace(/^\/+|\/+$/g, "");
  return path === "" ? "" : `/${path}`;
}

/** A text that can be shown again: too short and too plain to hold a password or a query. */
function isHarmless(text: string): boolean {
  return /^[\w.:/ -]{1,60}$/.test(text);
}

/** The server that requests of one owner go to; it never changes once it was read from the settings. */
export interface ServerAddress extends ServerUrl {
  /** As `normalizeApiPrefix` gives it. */
  readonly apiPrefix: string;
  /** Base address with path and API prefix: tells one server from another, also two of one origin. */
  readonly key: string;
}

/**
 * Reads the settings `agentChat.serverUrl` and `agentChat.apiPrefix` together.
 *
 * @throws UserFacingError as `parseServerUrl`
 */
export function serverAddress(serverUrl: string, apiPrefix: string): ServerAddress {
  const url = parseServerUrl(serverUrl);
  const prefix = normalizeApiPrefix(apiPrefix);
  return { ...url, apiPrefix: prefix, key: `${url.baseUrl}${prefix}` };
}
