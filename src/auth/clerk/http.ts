import * as oauth from "oauth4webapi";
import { isLoopbackHost } from "../../shared/loopback";

/** The part of the global `fetch` that is used here; VS Code's own one knows the proxy and certificates. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Where lines about signing in go. They never hold a query string, a code, a state or a token. */
export interface AuthLog {
  info(message: string): void;
  warn(message: string): void;
}

/** Longest wait for one answer of the Clerk instance, in milliseconds. */
const requestTimeoutMs = 15_000;

/** `signal`, and in any case the end of `timeoutMs`. */
export function withTimeout(signal: AbortSignal | undefined, timeoutMs = requestTimeoutMs): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

/** `promise`, unless `signal` aborts first; then the signal's reason is thrown and the promise goes on alone. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stopWaiting: (() => void) | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stopWaiting = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", stopWaiting, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stopWaiting !== undefined) {
      signal.removeEventListener("abort", stopWaiting);
    }
  }
}

/**
 * Options for every request of oauth4webapi: the injected `fetch`, a timeout, and plain http only
 * when the issuer is on this computer (the local stack of the tests and the demo).
 *
 * @param timeoutMs milliseconds; 15 s when it is left out
 */
export function requestOptions(
  issuer: string,
  fetch: Fetch,
  signal?: AbortSignal,
  timeoutMs?: number,
): oauth.HttpRequestOptions<"GET"> & oauth.HttpRequestOptions<"POST", URLSearchParams> {
  return {
    [oauth.customFetch]: (
      url: string,
      { signal: requestSignal, ...init }: oauth.CustomFetchOptions<string, URLSearchParams | undefined>,
    ) => fetch(url, { ...init, body: init.body ?? null, signal: requestSignal ?? null }),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so to stand out; loopback only
    [oauth.allowInsecureRequests]: isLoopbackHost(new URL(issuer).hostname),
    signal: withTimeout(signal, timeoutMs),
  };
}
