/**
 * How long a server asks to be left alone with a 429 or 503 (RFC 9110 §10.2.3: seconds or a date).
 *
 * @param now milliseconds since the epoch, for an answer without a `Date` of its own
 * @returns milliseconds, or undefined when it does not ask
 */
export function retryAfterOf({ status, headers }: Response, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || (status !== 429 && status !== 503)) {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  // Both dates are the server's, so that the clock of this computer does not matter.
  const date = Date.parse(headers.get("date") ?? "");
  const wait = Date.parse(value) - (Number.isNaN(date) ? now : date);
  return wait > 0 ? wait : undefined;
}
