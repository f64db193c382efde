import { strictEqual } from "node:assert/strict";
import { safeHref } from "../../../src/shared/links";
import { openExactly, openOrCopy } from "../../../src/shared/openExactly";

describe("openExactly", () => {
  const opened: unknown[] = [];
  const env = { openExternal: (target: URL) => Promise.resolve(opened.push(target) > 0) };

  const addresses = [
    "https://example.com/r?to=https%3A%2F%2Fa.example%2Fx%3Fy%3D1%26z%3D2&k=v",
    "https://example.com/?a=1+2&b=%2B&c=%25&d=%20#frag%23ment",
    "https://example.com/100%25%2Foff?q=%E6%97%A5#%C3%BC",
    "http://127.0.0.1:8080/a;b=c?d=[e]",
    "mailto:a@b.example?subject=x%26y%3Dz&body=1%2B1",
  ];
  for (const address of addresses) {
    it(`opens ${address} letter by letter, as the link of a response and otherwise`, async () => {
      strictEqual(await openExactly(env, address), true);
      strictEqual(opened.at(-1), address);
      strictEqual(safeHref(address), address);
    });
  }

  // What a browser would do with it anyway (URL Standard §4.4): nothing but ASCII arrives, and it means the same.
  const written: readonly (readonly [string, string])[] = [
    ["https://example.com/日本?q=ü&r=a b#é", "https://example.com/%E6%97%A5%E6%9C%AC?q=%C3%BC&r=a%20b#%C3%A9"],
    ["https://bücher.example/a%2Fb?c=%26", "https://xn--bcher-kva.example/a%2Fb?c=%26"],
  ];
  for (const [address, expected] of written) {
    it(`leaves the escapes of ${address} as they are`, () => strictEqual(safeHref(address), expected));
  }

  it("says when the person did not want it", async () => {
    strictEqual(await openExactly({ openExternal: () => Promise.resolve(false) }, "https://example.com/"), false);
  });
});

describe("openOrCopy", () => {
  const address = "https://clerk.example.com/oauth/authorize?state=a%2Fb&nonce=c";
  let copied = "";
  /** The dialog in which VS Code asks about a host that it doesn't know. */
  const dialog = (button: "Open" | "Copy" | "Cancel"): Parameters<typeof openOrCopy>[0] => ({
    openExternal: (target: string) => {
      copied = button === "Copy" ? target : copied;
      return Promise.resolve(button === "Open");
    },
    clipboard: { readText: () => Promise.resolve(copied) },
  });

  it("takes an address that the person copied for another browser for one that is opened, and Cancel for what it is", async () => {
    copied = "something else";
    strictEqual(await openOrCopy(dialog("Open"), address), true);
    strictEqual(await openOrCopy(dialog("Cancel"), address), false);
    strictEqual(await openOrCopy(dialog("Copy"), address), true);
    strictEqual(copied, address);
  });

  it("takes it for cancelled where the clipboard cannot be read", async () => {
    const clipboard = { readText: () => Promise.reject(new Error("not allowed")) };
    strictEqual(await openOrCopy({ ...dialog("Copy"), clipboard }, address), false);
  });
});
