import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createContext, runInContext } from "node:vm";

/** Where an answer goes on to, or a sentence that says why not. */
export type RelayDecision = { readonly target: string } | { readonly refusal: string };

/** The page that owners host for VS Code in a browser; read anew each time, from the package's root. */
export function readRelayPage(): string {
  return readFileSync(resolve("media", "relay", "index.html"), "utf8");
}

/** True for the HTML of the relay page. */
export function isRelayPage(html: string): boolean {
  return html.includes("function relayTarget(");
}

/**
 * What the page's own script decides, without a browser.
 *
 * @param html the page
 * @param query the query of the address it is opened with
 * @param allowedHosts default: the list in the page
 */
export function relayDecision(html: string, query: string, allowedHosts = allowedHostsOf(html)): RelayDecision {
  const context = createContext({ URL, URLSearchParams, query, allowedHosts });
  runInContext(/<script>(.*?)<\/script>/s.exec(html)?.[1] ?? "", context);
  // Into an object of this realm, which deepEqual can compare.
  return JSON.parse(String(runInContext("JSON.stringify(relayTarget(query, allowedHosts))", context))) as RelayDecision;
}

function allowedHostsOf(html: string): string {
  return /<meta name="allowed-hosts" content="([^"]*)">/.exec(html)?.[1] ?? "";
}
