export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly html: string;
}

/** A browser reduced to cookies, forms, and redirects that are followed only inside of one origin. */
export class CookieBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  /** @returns the page, or the address of a redirect that leaves the origin */
  async open(start: URL, form?: URLSearchParams): Promise<Page | string> {
    let url = start;
    let body = form;
    for (let hop = 0; hop < 20; hop++) {
      const response = await fetch(url, {
        method: body === undefined ? "GET" : "POST",
        redirect: "manual",
        headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
        ...(body !== undefined && { body }),
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        this.cookies.set(name, value);
      }
      const location = response.headers.get("location");
      const html = await response.text();
      if (location === null) {
        return { url, status: response.status, html };
      }
      url = new URL(location, url);
      body = undefined;
      if (url.origin !== this.origin) {
        return location;
      }
    }
    throw new Error("The browser was sent around in circles.");
  }
}
