import { match } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { settle } from "../../stack/page/settle";

/**
 * Waits until what a person sees in an element says something.
 *
 * What has been laid out just now has no `innerText` until the browser has drawn it (`content-visibility`), so
 * that one look may find nothing in an answer that is all there.
 *
 * @throws AssertionError with what it says instead
 */
export async function says(locator: Locator, pattern: RegExp): Promise<void> {
  let shown = "";
  const isThere = async (): Promise<boolean> => pattern.test((shown = await locator.innerText()));
  await settle(locator.page(), String(pattern), isThere).catch((reason: unknown) => {
    match(shown, pattern);
    throw reason;
  });
}
