const EXTENSION_ID = "agent-chat.mastra-clerk";

/** The URI schemes of VS Code and the editors built from it; the same list is registered as redirects. */
export const EDITOR_SCHEMES = ["vscode", "vscode-insiders", "cursor", "windsurf", "vscodium", "code-oss"] as const;

/** What an authorization response may carry (RFC 6749 §4.1.2, RFC 9207 §2); `state` is in the target already. */
const FORWARDED = ["code", "iss", "error", "error_description", "error_uri"] as const;

const MAX_STATE_LENGTH = 4096;

/**
 * Where an authorization response goes on to, after the contract of vscode.dev/redirect: `state` is the
 * (URL-encoded) callback URI, whose own query carries the client's random state. A relay that forwards
 * anywhere would be an open redirector (RFC 9700 §4.11) and would hand out codes, so only two kinds of
 * callback are accepted: loopback http(s) addresses, and this extension's own address under the known schemes.
 *
 * @param state the `state` parameter, decoded once by the URL parser
 * @param params the query of the request, decoded
 * @returns the URI to send the browser to, or undefined when the callback is not a safe one
 */
export function relayTarget(state: string | null | undefined, params: URLSearchParams): string | undefined {
  const callback = parseCallback(state);
  if (callback === undefined || !isSafe(callback)) {
    return undefined;
  }
  const added = FORWARDED.flatMap((name) => {
    const value = params.get(name);
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  // Added to the text of the query: writing it anew would change the escapes of `vscode-query`.
  const query = [callback.search.replace(/^\?/, ""), ...added].filter(Boolean).join("&");
  callback.hash = "";
  callback.search = query;
  return callback.href;
}

function parseCallback(state: string | null | undefined): URL | undefined {
  if (!state || state.length > MAX_STATE_LENGTH) {
    return undefined;
  }
  const text = /^[a-z][a-z0-9+.-]*:/i.test(state) ? state : decodeOnce(state);
  // A URL parser drops tabs and line breaks and takes "\" for "/": what looks harmless is then another address.
  if (text === undefined || /[\u0000-\u0020\u007f\\]/.test(text) || !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    return undefined;
  }
  return URL.parse(text) ?? undefined;
}

function decodeOnce(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isSafe(url: URL): boolean {
  if (url.username !== "" || url.password !== "" || FORWARDED.some((name) => url.searchParams.has(name))) {
    return false;
  }
  const scheme = url.protocol.slice(0, -1);
  if (scheme === "http" || scheme === "https") {
    return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(url.hostname);
  }
  return EDITOR_SCHEMES.some((known) => known === scheme) && url.host.toLowerCase() === EXTENSION_ID;
}

/** The redirect URIs of the demo's OAuth application besides the relay, as a person would register them at Clerk. */
export function redirectUris(): string[] {
  return [...EDITOR_SCHEMES.map((scheme) => `${scheme}://${EXTENSION_ID}/callback`), "http://127.0.0.1/callback"];
}
