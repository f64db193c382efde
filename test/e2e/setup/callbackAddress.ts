import type { BrowserContext } from "playwright-core";

/**
 * The next address beginning with `prefix` that a page of this browser is sent to, whatever becomes of it
 * there: no program opens `vscode://` for a headless browser, but the browser asks for it, and a page that
 * was opened a moment ago and redirected at once is seen, too. To be called before the sign-in begins.
 *
 * @returns rejects after four minutes, or when the browser is closed
 */
export function callbackAddress(context: BrowserContext, prefix: string): Promise<string> {
  const request = context.waitForEvent("request", {
    predicate: (request) => request.isNavigationRequest() && request.url().startsWith(prefix),
    timeout: 240_000,
  });
  const address = request.then((request) => request.url());
  // A test that fails before it waits for this must fail with its own error.
  address.catch(() => undefined);
  return address;
}
