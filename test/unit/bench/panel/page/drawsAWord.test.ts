import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { JSDOM } from "jsdom";
import { drawsAWord } from "../../../../bench/panel/page/drawsAWord";

describe("the empty page", () => {
  it("draws one word in a frame, however many messages have come, and keeps the last of them", async () => {
    const { window } = new JSDOM("", { runScripts: "outside-only", pretendToBeVisual: true });
    window.eval(`(${drawsAWord.toString()})()`);
    const told = (data: string): void => void window.dispatchEvent(new window.MessageEvent("message", { data }));
    const frame = (): Promise<unknown> => new Promise((resolve) => window.requestAnimationFrame(resolve));
    const { body } = window.document;
    told("a");
    told("b");
    strictEqual(body.textContent, "");
    await frame();
    deepStrictEqual([body.textContent, body.dataset["words"]], ["Word 1", "1"]);
    await frame();
    strictEqual(body.textContent, "Word 1", "nothing has come");
    told("c");
    await frame();
    deepStrictEqual([body.textContent, (window as { benchTold?: unknown }).benchTold], ["Word 2", "c"]);
    window.close();
  });
});
