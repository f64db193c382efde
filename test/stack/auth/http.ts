import type { IncomingMessage, ServerResponse } from "node:http";

const MAX_FORM_BYTES = 16 * 1024;

/** The body of a form post; a body that is too long counts as empty. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size <= MAX_FORM_BYTES) {
      parts.push(part);
    }
  }
  return new URLSearchParams(size <= MAX_FORM_BYTES ? Buffer.concat(parts).toString("utf8") : "");
}

/** A page that is neither cached nor framed nor able to run scripts. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  "referrer-policy": "no-referrer",
} as const;

/** Sends a page that is neither cached nor framed nor able to run scripts. */
export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS);
  response.end(html);
}

export function sendJson(response: ServerResponse, status: number, body: object, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(body));
}
