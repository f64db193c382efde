import assert from "node:assert/strict";
import { belongsToInputMethod, isSendKey, type KeyPress, movedTo } from "../../../src/webview/components/keys";

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

  it("sends with Ctrl or Cmd alone, where that is chosen", () => {
    assert.equal(isSendKey(press(), "ctrlEnter"), false);
    for (const command of ["ctrlKey", "metaKey"] as const) {
      assert.equal(isSendKey(press({ [command]: true }), "ctrlEnter"), true, command);
      for (const change of [{ shiftKey: true }, { altKey: true }, { isComposing: true }, { keyCode: 229 }]) {
        assert.equal(isSendKey(press({ [command]: true, ...change }), "ctrlEnter"), false, JSON.stringify(change));
      }
    }
  });

  it("knows an input method by either sign", () => {
    assert.equal(belongsToInputMethod(press({ isComposing: true })), true);
    assert.equal(belongsToInputMethod(press({ keyCode: 229 })), true);
    assert.equal(isSendKey(press({ isComposing: true })), false);
    assert.equal(isSendKey(press({ keyCode: 229 })), false);
  });
});

describe("movedTo", () => {
  function press(key: string, active: number, count: number, shiftKey = false): number | undefined {
    const event = { key, isComposing: false, keyCode: 0, shiftKey, ctrlKey: false, altKey: false, metaKey: false };
    return movedTo(event, active, count);
  }

  it("goes round with the arrows", () => {
    assert.equal(press("ArrowDown", 0, 3), 1);
    assert.equal(press("ArrowDown", 2, 3), 0);
    assert.equal(press("ArrowUp", 0, 3), 2);
  });

  it("stops at the ends with the page keys, Home and End", () => {
    assert.equal(press("PageDown", 0, 20), 8);
    assert.equal(press("PageDown", 15, 20), 19);
    assert.equal(press("PageUp", 15, 20), 7);
    assert.equal(press("PageUp", 3, 20), 0);
    assert.equal(press("Home", 9, 20), 0);
    assert.equal(press("End", 0, 20), 19);
  });

  it("leaves other keys, keys with Shift, and an empty list alone", () => {
    assert.equal(press("ArrowLeft", 0, 3), undefined);
    assert.equal(press("ArrowDown", 0, 3, true), undefined);
    assert.equal(press("ArrowDown", 0, 0), undefined);
  });
});
