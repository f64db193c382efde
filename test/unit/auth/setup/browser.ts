import assert from "node:assert/strict";
import { isRelayPage, relayDecision } from "../../../stack/auth/relayPage";
import { CookieBrowser, type Page } from "./cookieBrowser";

/** How the person in front of the browser behaves. */
export interface Person {
  readonly email?: string;
  readonly deny?: boolean;
  /** The name of what is picked on the consent page, "Personal account" too; default: what stands first. */
  readonly organization?: string;
  /** Says that the device code is not the one on the own screen. */
  readonly foreignCode?: boolean;
}

/**
 * A browser that walks through the login and consent pages of the test stack's OAuth server.
 *
 * @returns the address of the first redirect to somewhere else: an editor's URI, or the page behind the relay
 */
export async function walkThrough(start: string, person: Person = {}): Promise<string> {
  const end = await walk(start, person);
  return typeof end === "string" ? end : assert.fail(`The browser stayed at ${end.url.pathname}.`);
}

/**
 * A browser that enters a device code (RFC 8628 §3.3), confirms it and signs in.
 *
 * @param verificationUri `verification_uri_complete`, or `verification_uri` together with `userCode`
 * @returns the heading of the last page
 */
export async function enterDeviceCode(verificationUri: string, person: Person = {}, userCode = ""): Promise<string> {
  const end = await walk(verificationUri, person, userCode);
  assert.ok(typeof end !== "string", "The browser left the OAuth server.");
  return /<h1>(.*?)<\/h1>/.exec(end.html)?.[1] ?? "";
}

async function walk(start: string, person: Person, userCode = ""): Promise<Page | string> {
  const browser = new CookieBrowser(new URL(start).origin);
  let page = await browser.open(new URL(start));
  for (let step = 0; step < 20; step++) {
    if (typeof page === "string") {
      return page;
    }
    assert.equal(page.status, 200, `The OAuth server stopped at ${page.url.pathname}.`);
    if (isRelayPage(page.html)) {
      const decision = relayDecision(page.html, page.url.search);
      return "target" in decision ? decision.target : assert.fail(decision.refusal);
    }
    const next = press(page, person, userCode);
    if (next === undefined) {
      return page;
    }
    page = await browser.open(next.url, next.body);
  }
  return assert.fail("The browser was sent around in circles.");
}

/** What the person does on a page; undefined when there is nothing to do, or a code was refused. */
function press({ html, url }: Page, person: Person, userCode: string): { url: URL; body: URLSearchParams } | undefined {
  if (html.includes('name="xsrf"')) {
    return html.includes('role="alert"') ? undefined : deviceForm(html, url, person, userCode);
  }
  if (!html.includes("?do=")) {
    return undefined;
  }
  if (person.deny === true) {
    return { url: new URL("?do=deny", url), body: new URLSearchParams() };
  }
  if (html.includes("?do=allow")) {
    return { url: new URL("?do=allow", url), body: pickOrganization(html, person.organization) };
  }
  return { url: new URL("?do=login", url), body: new URLSearchParams({ email: person.email ?? "alice@example.com" }) };
}

function deviceForm(html: string, url: URL, person: Person, code: string): { url: URL; body: URLSearchParams } {
  const hidden = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const body = new URLSearchParams([...hidden].map(([, name = "", value = ""]) => [name, value]));
  if (html.includes('id="code"')) {
    body.set("user_code", code);
  } else if (body.has("confirm") && person.foreignCode === true) {
    body.set("abort", "yes");
  }
  return { url: new URL(url.pathname, url), body };
}

function pickOrganization(html: string, name: string | undefined): URLSearchParams {
  const radios = [...html.matchAll(/name="organization" value="(\w*)"[^>]*>\s*([^<]+)<\/label>/g)];
  const picked = name === undefined ? radios[0] : radios.find((radio) => radio[2] === name);
  assert.ok(name === undefined || picked !== undefined, `The consent page does not offer ${String(name)}.`);
  return new URLSearchParams(picked === undefined ? {} : { organization: picked[1] ?? "" });
}
