/**
 * True for 127.0.0.0/8, `::1` and `localhost` (RFC 8252 §8.3), and for nothing else: names below
 * `.localhost`, `0.0.0.0` and IPv4-mapped addresses may leave the machine.
 *
 * @param hostname as `URL.hostname` gives it, which has already normalised `127.1` and `0x7f.1`
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

/** True when nobody between here and `url` can read or change what passes: https, or http that stays on this computer. */
export function isPrivateUrl({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopbackHost(hostname));
}
