import assert from "node:assert/strict";
import { unreachable } from "../../../../src/auth/clerk/discovery";
import { signInError, signInTimedOut } from "../../../../src/auth/signIn/signInErrors";
import { UserFacingError } from "../../../../src/shared/userFacingError";

const context = {
  instance: { issuer: "https://clerk.example.com", clientId: "abc" },
  redirectUri: "vscode://agent-chat.mastra-clerk/callback",
};

describe("signInErrors", () => {
  it("passes on what is said already, and cancellations", () => {
    const said = new UserFacingError("x", "y");
    assert.equal(signInError(said, context), said);
    const cancelled = new DOMException("stop", "AbortError");
    assert.equal(signInError(cancelled, context), cancelled);
  });

  it("takes a timeout and anything unknown for an unreachable instance, and keeps the cause off the screen", () => {
    for (const cause of [new DOMException("t", "TimeoutError"), new TypeError("fetch failed: secret"), "text"]) {
      const error = signInError(cause, context);
      assert.ok(error instanceof UserFacingError && error.kind === "offline");
      assert.match(error.message, /^Couldn't reach Clerk at clerk\.example\.com\./);
      assert.doesNotMatch(error.message, /secret/);
      assert.equal(error.cause, cause);
    }
  });

  it("does not take an error with some reason for a token's", () => {
    const error = signInError(Object.assign(new Error("x"), { reason: "uv" }), context);
    assert.ok(error instanceof UserFacingError && error.kind === "offline");
    const token = signInError(Object.assign(new Error("x"), { reason: "token-invalid-signature" }), context);
    assert.ok(token instanceof UserFacingError && token.kind === "idTokenInvalid");
  });

  it("offers a way on with every sentence", () => {
    assert.deepEqual(signInTimedOut(context.redirectUri).actions, ["signIn", "anotherWay", "pasteToken"]);
    const { actions } = unreachable(context.instance.issuer, undefined);
    assert.deepEqual(actions, ["signIn", "openClerkSettings", "showLog"]);
  });
});
