import { deepStrictEqual } from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Chat } from "./chat";

/**
 * Waits until a look at the panel gives exactly this.
 *
 * @throws AssertionError with what is different when it does not come to that
 */
export async function becomes<T>(chat: Chat, look: () => Promise<T>, expected: T): Promise<void> {
  let seen = await look();
  const isThere = async (): Promise<boolean> => isDeepStrictEqual((seen = await look()), expected);
  await chat.until("what was there before", isThere).catch((reason: unknown) => {
    deepStrictEqual(seen, expected);
    throw reason;
  });
}
