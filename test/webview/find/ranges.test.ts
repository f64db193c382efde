import "../setup/dom";
import assert from "node:assert/strict";
import { rangesIn, unfoldCode } from "../../../src/webview/find/ranges";

describe("rangesIn", () => {
  const found = (html: string, query: string, matchCase = false, skip?: string) => {
    const root = document.createElement("article");
    root.innerHTML = html;
    return rangesIn(root, query, matchCase, skip).map((range) => range.toString());
  };

  it("finds words across the elements of a sentence, but not across blocks", () => {
    assert.deepEqual(found("<p>It is <b>ra</b><i>in</i>ing</p>", "raining"), ["raining"]);
    assert.deepEqual(found("<p>ra</p><p>in</p>", "rain"), []);
    assert.deepEqual(found("<ul><li>ra</li><li>in rain</li></ul>", "rain"), ["rain"]);
    assert.deepEqual(found("<pre><code><span>const</span> <span>rain</span></code></pre>", "const rain"), [
      "const rain",
    ]);
  });

  it("heeds letter case when asked, and places stay right beside letters of odd lengths", () => {
    assert.deepEqual(found("<p>İİ Rain rain</p>", "rain"), ["Rain", "rain"]);
    assert.deepEqual(found("<p>Rain rain</p>", "rain", true), ["rain"]);
  });

  it("leaves out the panel's own words, and what it is told to", () => {
    assert.deepEqual(found("<div class='turnHeading'>rain</div><button>rain</button><p>rain</p>", "rain"), ["rain"]);
    assert.deepEqual(found("<p class='x'>rain</p><p>Rain</p>", "rain", false, ".x"), ["Rain"]);
  });

  it("finds the source of a formula, and neither its signs nor a diagram's words", () => {
    const formula = "<span><math><mi>x</mi></math><span class='mathSource'>$x$</span></span>";
    assert.deepEqual(found(`<p>Take ${formula}</p><svg><text>x</text></svg>`, "x"), ["x"]);
    // The signs lie within the range, but are not what was looked for.
    assert.deepEqual(found(`<p>Take ${formula} now</p>`, "take $x$ now"), ["Take x$x$ now"]);
  });

  it("survives an element without words", () => {
    assert.deepEqual(found("", "rain"), []);
  });
});

describe("unfoldCode", () => {
  it("opens the code blocks in which something was found, and no other", () => {
    const root = document.createElement("article");
    const block = (text: string) =>
      `<div class="codeBlock folded"><pre>${text}</pre><button data-show-all>Show all</button></div>`;
    root.innerHTML = block("sun") + block("rain");
    const pressed: (string | undefined)[] = [];
    root.addEventListener("click", ({ target }) =>
      pressed.push((target as Element).previousElementSibling?.textContent),
    );
    unfoldCode(root, rangesIn(root, "rain", false));
    assert.deepEqual(pressed, ["rain"]);
  });
});
