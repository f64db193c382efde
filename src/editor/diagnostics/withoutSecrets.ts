import { completeServerUrl } from "../../agents/serverUrl";

/** Shorter names would take too much out of ordinary words. */
const SHORTEST_NAME = 2;

/**
 * A sentence without what names a person or opens a door: names that are given, e-mail addresses, everything behind
 * the host of an address, and whatever looks like a token.
 *
 * @param names of accounts and organizations
 */
export function withoutSecrets(sentence: string, names: readonly string[]): string {
  const known = names.filter(({ length }) => length >= SHORTEST_NAME).sort((a, b) => b.length - a.length);
  const unnamed = known.reduce((text, name) => text.replaceAll(name, "(name)"), sentence);
  return unnamed
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>)]+/gi, (address) => originOf(address))
    .replace(/[^\s@"'(]+@[^\s@"')]+\.[^\s@"'),]+/g, "(e-mail)")
    .replace(/[\w.~+/=-]{32,}/g, "(long word)");
}

/**
 * An address as far as its host, and whether there is more: a path, a query or a name and password may be secrets.
 *
 * @param text of a setting, whose scheme may be missing
 */
export function addressWithoutSecrets(text: string): string {
  const complete = completeServerUrl(text);
  return URL.canParse(complete) ? originOf(complete) : "set, but no address";
}

function originOf(address: string): string {
  if (!URL.canParse(address)) {
    return "(address)";
  }
  const { protocol, host, pathname, search, hash, username, password } = new URL(address);
  const more = [
    ...(pathname.length > 1 ? ["path"] : []),
    ...(search + hash === "" ? [] : ["query"]),
    ...(username + password === "" ? [] : ["user name or password"]),
  ];
  return `${protocol}//${host}${more.length === 0 ? "" : ` (and a ${more.join(", ")})`}`;
}
