import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { guestAccount, isGuest, senderName } from "../../../src/shared/account";

describe("senderName", () => {
  it("names person and organization, and a guest as one", () => {
    deepStrictEqual(
      [{ label: "ada@example.com" }, { label: "ada@example.com", organization: "Acme" }, guestAccount("x")].map(
        senderName,
      ),
      ["ada@example.com", "ada@example.com · Acme", "a guest"],
    );
    strictEqual(isGuest(guestAccount("x")), true);
  });
});
