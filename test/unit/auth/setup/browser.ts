import assert from "node:assert/strict";

/** How the person in front of the browser behaves. */
export interface Person {
  readonly email?: string;
  readonly deny?: boolean;
}

/**
 * A browser that walks through the login and consent pages of the test stack's OAuth server.
 *
 * @returns the address of the first redirect to somewhere else: an editor's URI, or the page behind the relay
 */
export async function walkThrough(start: string, person: Person = {}): Promise<string> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(start);
  let request: { url: URL; body?: URLSearchParams } = { url: new URL(start) };
  for (let step = 0; step < 20; step++) {
    const response = await fetch(request.url, {
      method: request.body === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(request.body !== undefined && { body: request.body }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get("location");
    const page = await response.text();
    if (location !== null) {
      const next = new URL(location, request.url);
      if (next.origin !== origin) {
        return location;
      }
      request = { url: next };
    } else {
      assert.equal(response.status, 200, `The OAuth server stopped at ${request.url.pathname}.`);
      request = press(page, request.url, person);
    }
  }
  return assert.fail("The browser was sent around in circles.");
}

function press(page: string, url: URL, person: Person): { url: URL; body: URLSearchParams } {
  if (person.deny === true) {
    return { url: new URL("?do=deny", url), body: new URLSearchParams() };
  }
  if (page.includes("?do=allow")) {
    return { url: new URL("?do=allow", url), body: new URLSearchParams() };
  }
  return { url: new URL("?do=login", url), body: new URLSearchParams({ email: person.email ?? "alice@example.com" }) };
}
