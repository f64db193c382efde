import { rejects, strictEqual } from "node:assert/strict";
import { within } from "../../../bench/browser/within";

describe("within", () => {
  it("gives what is said in time, and its error", async () => {
    strictEqual(await within("an answer", Promise.resolve(7)), 7);
    await rejects(within("an answer", Promise.reject(new Error("The page is gone."))), /The page is gone/);
  });

  it("gives up on what never comes, and says what it was", async () => {
    await rejects(within("an answer", new Promise(() => undefined), 5), /in vain for an answer/);
  });
});
