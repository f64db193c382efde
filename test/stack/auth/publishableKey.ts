/**
 * Clerk's publishable key of a host: `pk_test_` and the base64 of the host with a `$` behind it. It is
 * valid only when the host has a dot in it (docs/wire.md#clerk-publishable-key), which an IPv6 address has not.
 *
 * @param host host and port, such as `127.0.0.2:4455`
 */
export function publishableKeyFor(host: string): string {
  return `pk_test_${Buffer.from(`${host}$`).toString("base64").replace(/=+$/, "")}`;
}
