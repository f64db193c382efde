import assert from "node:assert/strict";
import { belongsToInputMethod, isSendKey, type KeyPress } from "../../src/webview/keys";

describe("keys", () => {
  const press = (change: Partial<KeyPress> = {}): KeyPress => ({
    key: "Enter",
    keyCode: 13,
    isComposing: false,
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...change,
  });

  it("sends with a plain Enter alone", () => {
    assert.equal(isSendKey(press()), true);
    for (const modifier of ["shiftKey", "ctrlKey", "altKey", "metaKey"] as const) {
      assert.equal(isSendKey(press({ [modifier]: true })), false, modifier);
    }
    assert.equal(isSendKey(press({ key: "a" })), false);
  });

  it("knows an input method by either sign", () => {
    assert.equal(belongsToInputMethod(press({ isComposing: true })), true);
    assert.equal(belongsToInputMethod(press({ keyCode: 229 })), true);
    assert.equal(isSendKey(press({ isComposing: true })), false);
    assert.equal(isSendKey(press({ keyCode: 229 })), false);
  });
});
