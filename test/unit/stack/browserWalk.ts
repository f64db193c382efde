import assert from "node:assert/strict";

/** A browser reduced to what the sign-in pages need: cookies, redirects followed by hand, forms. */
export class BrowserWalk {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  /** Follows redirects inside the origin; a redirect that leaves it, or a page, is returned. */
  async open(address: string, form?: Record<string, string>): Promise<{ url: URL; html?: string; status: number }> {
    let url = new URL(address, this.origin);
    let body = form === undefined ? undefined : new URLSearchParams(form);
    for (let hop = 0; hop < 10; hop++) {
      const response = await fetch(url, {
        redirect: "manual",
        headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(body === undefined ? {} : { method: "POST", body }),
      });
      this.keepCookies(response);
      const location = response.headers.get("location");
      if (location === null) {
        return { url, html: await response.text(), status: response.status };
      }
      const next = new URL(location, url);
      if (next.origin !== this.origin) {
        return { url: next, status: response.status };
      }
      url = next;
      body = undefined;
    }
    throw new Error("too many redirects");
  }

  /** Signs in with this e-mail address and presses Allow; returns where the answer went. */
  async signIn(authorizeUrl: URL, email: string): Promise<URL> {
    const first = await this.open(authorizeUrl.href);
    // A browser that is signed in already comes to the consent page at once.
    const known = first.html?.includes(`(${email})`) ?? false;
    assert.match(first.html ?? "", known ? /Allow/ : /Sign in to Demo/);
    const consent = known ? first : await this.open(`${first.url.pathname}?do=login`, { email });
    assert.match(consent.html ?? "", /Agent Chat for VS Code wants to use your account/);
    return (await this.open(`${consent.url.pathname}?do=allow`, {})).url;
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      const gone = value === "" || attributes.some((attribute) => /^expires=Thu, 01 Jan 1970/i.test(attribute));
      if (gone) {
        this.cookies.delete(name);
      } else {
        this.cookies.set(name, value);
      }
    }
  }
}
