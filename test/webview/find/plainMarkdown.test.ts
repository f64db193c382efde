import assert from "node:assert/strict";
import { plainMarkdown } from "../../../src/webview/find/plainMarkdown";

describe("plainMarkdown", () => {
  it("takes the signs away that are not drawn", () => {
    assert.equal(
      plainMarkdown("## Title\nSome **bold**, *slanted*, ~~old~~ and `code`."),
      "Title\nSome bold, slanted, old and code.",
    );
    assert.equal(plainMarkdown("See [the docs](https://x.test/a_b) and ![a map](m.png)"), "See the docs and a map");
  });

  it("leaves names and code as they are", () => {
    assert.equal(plainMarkdown("snake_case_name and 2 * 3 * 4"), "snake_case_name and 2 * 3 * 4");
    assert.equal(plainMarkdown("`a ** b`"), "a ** b");
    assert.equal(
      plainMarkdown("```py\nx = a ** b  # [1](2)\n```\nafter **that**"),
      "\nx = a ** b  # [1](2)\n\nafter that",
    );
  });

  it("returns a plain text as the same text", () => {
    assert.equal(plainMarkdown("Nothing here."), "Nothing here.");
    assert.equal(plainMarkdown(""), "");
  });
});
