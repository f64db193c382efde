import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { PathSpans, type TextPiece } from "../../../../src/editor/participant/pathSpans";

function read(...texts: string[]): readonly TextPiece[] {
  const spans = new PathSpans();
  return [...texts.flatMap((text) => spans.add(text)), ...spans.end()];
}

const codes = (...texts: string[]): readonly string[] =>
  read(...texts).flatMap(({ kind, code }) => (kind === "code" ? [code] : []));

describe("PathSpans", () => {
  it("finds code spans, also where they come in pieces", () => {
    deepStrictEqual(codes("See `src/a.ts` and `b.ts:3`."), ["src/a.ts", "b.ts:3"]);
    deepStrictEqual(codes("See `sr", "c/a", ".ts", "` now"), ["src/a.ts"]);
    deepStrictEqual(codes("`", "a.ts", "`"), ["a.ts"]);
    deepStrictEqual(codes("- `a.ts`\n- `b.ts`"), ["a.ts", "b.ts"]);
  });

  it("leaves blocks of code as they are", () => {
    deepStrictEqual(codes("```ts\nconst a = `b.ts`;\n```\n`c.ts`"), ["c.ts"]);
    deepStrictEqual(codes("``", "`sh\n", "`x.ts`\n``", "`\n"), []);
    deepStrictEqual(codes("~~~\n`x.ts`\n~~~\n`y.ts`"), ["y.ts"]);
  });

  it("takes no span over the end of a line, and none with two backticks", () => {
    deepStrictEqual(codes("a ` b\nc ` d"), []);
    deepStrictEqual(codes("``a`b``"), []);
  });

  it("holds back only what may become a span", () => {
    const spans = new PathSpans();
    deepStrictEqual(
      spans.add("Hello `wor").map(({ raw }) => raw),
      ["Hello "],
    );
    deepStrictEqual(
      spans.add("ld").map(({ raw }) => raw),
      [],
    );
    deepStrictEqual(
      spans.end().map(({ raw }) => raw),
      ["`world"],
    );
  });

  it("loses and changes nothing, however the text is cut", () => {
    const piece = fc.constantFrom("`", "``", "```", "\n", "a.ts", " ", "~~~", "x", "é");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (texts) => {
        strictEqual(
          read(...texts)
            .map(({ raw }) => raw)
            .join(""),
          texts.join(""),
        );
      }),
      { numRuns: 200 },
    );
  });
});
