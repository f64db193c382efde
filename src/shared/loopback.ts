/**
 * True for a host that never leaves this machine: 127.0.0.0/8, ::1 and localhost (RFC 6761 §6.3,
 * RFC 8252 §8.3). Only to such a host may a token go over plain http.
 *
 * @param hostname as `URL.hostname` gives it; IPv6 with or without brackets
 */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.toLowerCase();
  return host === "localhost" || host === "[::1]" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
