import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { workspacePath } from "../../../../src/editor/code/workspacePath";

describe("workspacePath", () => {
  const good: readonly (readonly [string, boolean, string])[] = [
    ["src/a.ts", false, "src/a.ts"],
    ["./src//a.ts", false, "src/a.ts"],
    ["src\\lib\\a.ts", false, "src/lib/a.ts"],
    ["src/../a.ts", false, "a.ts"],
    ["/home/me/a.ts", true, "home/me/a.ts"],
    ["C:\\work\\a.ts", true, "c:/work/a.ts"],
    ["/c:/work/a.ts", true, "c:/work/a.ts"],
    ["a b/日本.ts", false, "a b/日本.ts"],
    ["%2e%2e/a.ts", false, "%2e%2e/a.ts"],
  ];
  for (const [path, absolute, segments] of good) {
    it(`takes ${path} apart`, () => deepStrictEqual(workspacePath(path), { absolute, segments: segments.split("/") }));
  }

  it("takes the computer of a share apart", () => {
    const expected = { absolute: true, host: "wsl$", segments: ["Ubuntu", "home", "x.ts"] };
    deepStrictEqual(workspacePath("\\\\wsl$\\Ubuntu\\home\\x.ts"), expected);
    deepStrictEqual(workspacePath("//WSL$/Ubuntu/./home/a/../x.ts"), expected);
  });

  const bad = [
    "../a.ts",
    "src/../../a.ts",
    "..",
    "..\\..\\a",
    "/../etc/passwd",
    "c:/../a",
    "//",
    "///a.ts",
    "//server",
    "//server/../a.ts",
    "\\\\ser ver\\share",
    "file:///etc/passwd",
    "https://a.test/b",
    "a.ts:12",
    "",
    ".",
    "/",
    "a\u0000.ts",
    "a\nb",
    "x".repeat(1_001),
  ];
  for (const path of bad) {
    it(`does not follow ${JSON.stringify(path.slice(0, 30))}`, () => strictEqual(workspacePath(path), undefined));
  }

  it("never leaves where it starts", () => {
    const piece = fc.constantFrom("..", ".", "a", "/", "\\", "//", "c:", "%2e", "~", "");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = workspacePath(pieces.join(""));
        ok(parsed === undefined || parsed.segments.every((segment) => !/^\.{0,2}$|[\\/]/.test(segment)));
      }),
      { numRuns: 2000 },
    );
  });
});
