import assert from "node:assert/strict";
import { z } from "zod";
import { fitsPattern, mayTakeForever } from "../../../src/webview/form/checks";

describe("patterns of a schema", () => {
  it("are not anchored, and know Unicode", () => {
    assert.equal(fitsPattern("a1b", "\\d"), true);
    assert.equal(fitsPattern("ab", "\\d"), false);
    assert.equal(fitsPattern("👍", "^.$"), true);
  });

  it("that cannot be read are left to the server", () => {
    assert.equal(fitsPattern("x", "("), true);
    assert.equal(fitsPattern("x", "y".repeat(5000)), true);
  });

  for (const pattern of ["^(a+)+$", "(a|a)*b", "^(\\w+\\s?)*$", "(.*a){20}", "((ab)*)*", "a*a*a*a*b", "([a-z]+){3,}"]) {
    it(`${pattern} is not tried on what is typed`, () => {
      assert.equal(mayTakeForever(pattern), true);
      assert.equal(fitsPattern(`${"a".repeat(60)}!`, pattern), true);
    });
  }

  for (const pattern of [
    "^\\d{5}$",
    "^[A-Z]{2}-\\d{1,6}$",
    "^(red|green)$",
    "^(?:\\d{2}\\.){3}\\d+$",
    "^[^+*]+$",
    "\\(a+\\)+",
  ]) {
    it(`${pattern} is`, () => {
      assert.equal(mayTakeForever(pattern), false);
    });
  }

  it("includes those zod writes for its own formats", () => {
    for (const schema of [z.uuid(), z.ipv4(), z.iso.date()]) {
      const { pattern } = z.toJSONSchema(schema) as { pattern?: string };
      assert.equal(mayTakeForever(pattern ?? "("), false, pattern);
    }
  });
});
