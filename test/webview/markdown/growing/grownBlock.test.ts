import assert from "node:assert/strict";
import fc from "fast-check";
import { Lexer, type Token } from "marked";
import { newLexer } from "../../../../src/webview/markdown/lexer";
import { grownBlock, MarkdownStream } from "../../../../src/webview/markdown/markdownStream";
import { segmentEnds } from "../../../../src/webview/markdown/segments";

/** Lines of one kind of block, and what may end it or read it in another way. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  list: [
    "- a **b**",
    "- ",
    "-",
    "  - n",
    "  more",
    "    deep",
    "",
    "  ",
    "- [ ] task",
    "- [x] done",
    "1. one",
    "2. two",
    "* x",
    "---",
    "```",
    "lazy",
    "[x]: /y",
  ],
  ordered: ["1. a", "2. b", "10. c", "   in", "", "3) d", "1.", "   - n", "===", "> q", "[x]", "   [x]: /y"],
  code: [
    "```",
    "````",
    "  ```",
    "~~~",
    "a",
    "",
    "    b",
    "``",
    "text\\",
    "> q",
    "a ```",
    "[x]: /y",
    "one line of words  ",
  ],
  quote: [
    "> a",
    ">",
    "> - b",
    "> ",
    ">> c",
    "lazy",
    "",
    "> ```",
    "> 1. d",
    ">     e",
    "> # f",
    "> ===",
    "> | a |\n> |---|",
    "> [x]: /y",
    "> word",
  ],
};

/** Reads a text as it grows, and compares each reading with a fresh one. */
function readsAlike(text: string, steps: readonly number[]): void {
  const stream = new MarkdownStream();
  for (let length = 0, step = 0; length < text.length; step++) {
    length += steps[step % steps.length] ?? 1;
    const prefix = text.slice(0, length);
    const tokens = stream.update(prefix, false).map(({ token }) => token);
    assert.equal(JSON.stringify(tokens), JSON.stringify([...newLexer().lex(prefix)]), JSON.stringify(prefix));
  }
}

/** Characters that each reading of a text took that comes in pieces of the same length, and the one at its end. */
function charactersRead(text: string, step: number): readonly number[] {
  const reads: number[] = [];
  let read = 0;
  const blockTokens = Object.getOwnPropertyDescriptor(Lexer.prototype, "blockTokens");
  assert.ok(blockTokens);
  const original = blockTokens.value as (this: Lexer, source: string, tokens?: Token[]) => Token[];
  Object.defineProperty(Lexer.prototype, "blockTokens", {
    ...blockTokens,
    value(this: Lexer, source: string, tokens?: Token[]) {
      read += tokens === this.tokens ? source.length : 0;
      return original.call(this, source, tokens);
    },
  });
  try {
    const stream = new MarkdownStream();
    for (let length = step; length < text.length + step; length += step) {
      read = 0;
      stream.update(text.slice(0, length), false);
      reads.push(read);
    }
    read = 0;
    stream.update(text, true);
    reads.push(read);
  } finally {
    Object.defineProperty(Lexer.prototype, "blockTokens", blockTokens);
  }
  return reads;
}

const prose = "Station **9** has measured `12 °C`, see [its page](https://a.test/9) and *more* of it than in 1987.";

describe("grownBlock", () => {
  before(() => grownBlock());

  it("keeps all items when the line behind them begins as another one does", () => {
    readsAlike("- a **b**\n- a **b**\n- a **b**\n---", [1]);
  });

  it("reads a list on that ended in a space, and code in the middle of a line that is none of fences", () => {
    readsAlike("- one item\n- two items\n- three of them\n  and more\n- four", [1]);
    readsAlike("```\nx``` ``` \n``` x\n  ```y\n", [1]);
  });

  it("reads blank lines of a quote as one, however they came", () => {
    readsAlike("> a\n>> c\nlazy\n>\n>\n> # ", [1]);
  });

  for (const [kind, lines] of Object.entries(kinds)) {
    it(`reads every beginning of a ${kind} as a fresh reading of the whole does`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...lines), { maxLength: 24 }),
          fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
          (chosen, steps) => readsAlike(`${lines[0]}\n${chosen.join("\n")}`, steps),
        ),
        { numRuns: Number(process.env["FC_RUNS"] ?? 300) },
      );
    }).timeout(60_000);
  }

  it("reads every beginning of a long paragraph as a fresh reading of the whole does", () => {
    const piece = fc.constantFrom(
      prose,
      prose.repeat(4),
      "\n",
      "word ",
      "a|b\n|-|-|\n",
      "\n===\n",
      "\n---\n",
      "\n- item\n",
      "\n2. no list\n",
      "\n\n",
      "**",
      "`",
      "[",
      "](x)",
      "\\",
      "\n    indented",
      "  \n",
      "<b>",
      "x".repeat(1500),
      "😀".repeat(500),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 5, maxLength: 60 }),
        fc.array(fc.integer({ min: 50, max: 900 }), { minLength: 1, maxLength: 5 }),
        (pieces, steps) => readsAlike(prose.repeat(120) + pieces.join(""), steps),
      ),
      { numRuns: Number(process.env["FC_RUNS"] ?? 20) },
    );
  }).timeout(120_000);

  const long: Readonly<Record<string, string>> = {
    paragraph: `${prose}\n`.repeat(800),
    "line without an end": `${prose} `.repeat(800),
    word: "word".repeat(20_000),
    list: `- ${prose}\n`.repeat(800),
    "loose list": `- ${prose}\n\n`.repeat(800),
    "list with lists": `- ${prose}\n  - inner\n    - innermost\n`.repeat(700),
    table: `| a | b |\n|---|---|\n${`| ${prose} | x |\n`.repeat(800)}`,
    code: `\`\`\`\n${`${prose}\n`.repeat(800)}`,
    "line of code": `\`\`\`json\n${`${prose} `.repeat(800)}`,
    quote: `> ${prose}\n>\n`.repeat(800),
    "quote and a paragraph right below": `${`> ${prose}\n>\n`.repeat(800)}${` ${prose}\n`.repeat(40)}`,
    "list with lists and a paragraph right below": `${`- ${prose}\n  - inner\n      - innermost\n`.repeat(700)} ${prose}\n${`${prose}\n`.repeat(40)}`,
    "code and a paragraph right below": `\`\`\`\n${`${prose}\n`.repeat(800)}\`\`\`\n${`${prose}\n`.repeat(40)}`,
    "quote with quotes": `> ${prose}\n>\n> > ${prose}\n> >\n> > > ${prose}\n> > >\n`.repeat(270),
  };
  for (const [kind, text] of Object.entries(long)) {
    it(`reads little more than the end of a ${kind} that grows`, () => {
      const reads = charactersRead(text, 997);
      const read = reads.reduce((sum, length) => sum + length) / reads.length;
      assert.ok(read < 14_000, `${Math.round(read)} characters each time`);
      assert.equal(reads.at(-1), 0, "read again at the end");
      assert.ok(Math.max(...reads) < 20_000, `${Math.max(...reads)} characters at once`);
    }).timeout(60_000);
  }
});

describe("segmentEnds", () => {
  it("parts no text of an ordinary length", () => {
    assert.deepEqual(segmentEnds(prose.repeat(50)), []);
  });

  it("parts at lines, then behind words, where nothing is open", () => {
    const lines = `${prose}\n`.repeat(200);
    for (const end of segmentEnds(lines)) {
      assert.equal(lines[end - 1], "\n");
    }
    const line = `${prose} `.repeat(200);
    assert.ok(segmentEnds(line).length > 2);
    for (const end of segmentEnds(line)) {
      assert.equal(line[end - 1], " ");
      const before = line.slice(0, end);
      assert.equal((before.match(/`/g)?.length ?? 0) % 2, 0);
      assert.equal(before.match(/\[/g)?.length, before.match(/\]/g)?.length);
    }
  });

  it("keeps the halves of a character together, and moves no end when more comes", () => {
    const text = "😀".repeat(9000);
    const ends = segmentEnds(text);
    assert.ok(ends.every((end) => end % 2 === 0));
    for (let length = 0; length < text.length; length += 777) {
      const now = segmentEnds(text.slice(0, length));
      assert.deepEqual(now, ends.slice(0, now.length));
    }
  });
});
