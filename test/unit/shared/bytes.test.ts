import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  fromBase64,
  fromUtf8,
  joinBytes,
  slowBase64,
  slowFromBase64,
  toBase64,
  utf8,
  utf8Length,
} from "../../../src/shared/bytes";

const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

describe("bytes", () => {
  it("are UTF-8 as Node has it, byte order marks and halves of letters included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const node = Buffer.from(text);
        deepStrictEqual(plain(utf8(text)), plain(node));
        strictEqual(utf8Length(text), node.length);
        strictEqual(fromUtf8(node), node.toString());
      }),
    );
    strictEqual(fromUtf8(utf8("\ufeffa")), "\ufeffa");
    strictEqual(fromUtf8(Uint8Array.of(0x61, 0xff)), "a\ufffd");
  });

  it("become base64 and come back, with Node and without", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        for (const to of [toBase64, slowBase64]) {
          strictEqual(to(bytes), text);
        }
        for (const from of [fromBase64, slowFromBase64]) {
          deepStrictEqual(plain(from(text)), bytes);
          deepStrictEqual(plain(from(Buffer.from(bytes).toString("base64url"))), bytes);
        }
      }),
    );
  });

  it("become base64 however many they are, and of a part of a buffer only that part", () => {
    const many = new Uint8Array(200_000).map((_, index) => index % 251);
    strictEqual(slowBase64(many), Buffer.from(many).toString("base64"));
    strictEqual(toBase64(many.subarray(3, 9)), Buffer.from(many.slice(3, 9)).toString("base64"));
  });

  it("are read from base64 with line ends, and from what was cut off, as Node does", () => {
    for (const text of ["YWJj\nZGVm", "YWJjZ", "YWJjZA", "YWJjZGU=\n", ""]) {
      deepStrictEqual(plain(slowFromBase64(text)), plain(Buffer.from(text, "base64")), text);
    }
  });

  it("stand one after the other", () => {
    deepStrictEqual(joinBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)), Uint8Array.of(1, 2, 3));
  });
});
