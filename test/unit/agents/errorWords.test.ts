import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { errorMessage, errorWords, withoutStacks } from "../../../src/agents/errorWords";

describe("errorMessage", () => {
  it("finds the words wherever Mastra puts them", () => {
    strictEqual(errorMessage("no"), "no");
    strictEqual(errorMessage({ message: "Error: no" }), "no");
    strictEqual(errorMessage({ cause: { message: "inner" } }), "inner");
    strictEqual(errorMessage({ details: { errorMessage: "Error: detail" } }), "detail");
    strictEqual(errorMessage({ message: 7 }), "");
  });

  it("cuts a stack off, on lines of its own or behind the words", () => {
    strictEqual(errorMessage("boom\n    at f (/srv/app.js:1:2)"), "boom");
    strictEqual(errorMessage("boom at f (/srv/app.js:1:2) at g"), "boom");
    strictEqual(errorMessage("boom at async file:///srv/app.js:1"), "boom");
    strictEqual(errorMessage("boom at processTicks (node:internal/x:1)"), "boom");
  });

  it("leaves words that look a little like one", () => {
    strictEqual(errorMessage("No route at /api/x (yet)"), "No route at /api/x (yet)");
    strictEqual(errorMessage("Meet at noon (maybe)"), "Meet at noon (maybe)");
  });

  it("is short, whatever comes", () => {
    strictEqual(errorMessage("x".repeat(1_000_000)).length, 500);
  });
});

describe("errorWords", () => {
  it("keeps every line that somebody wrote", () => {
    const words = "The build failed.\n  src/a.ts(3,1): error TS2304\nRun it again with --verbose.";
    strictEqual(errorWords(`Error: ${words}`), words);
    strictEqual(errorWords({ cause: { message: words } }), words);
    strictEqual(errorWords("\n\n  Too late.\n- one\n- two\n"), "Too late.\n- one\n- two");
  });

  const stacks: Readonly<Record<string, string>> = {
    JavaScript:
      "    at run (/srv/app/run.js:10:3)\n    at async file:///srv/app/index.mjs:1:1\n    at new Promise (<anonymous>)",
    "the place of an error in Node": "file:///srv/app/run.js:10\n/srv/app/run.js:10:3",
    Java: "\tat com.acme.Tool.run(Tool.java:41)\n\tat com.acme.Main.main(Main.java:7)",
    ".NET": "   at Acme.Tool.Run() in C:\\srv\\Tool.cs:line 12",
    Python:
      'Traceback (most recent call last):\n  File "/srv/app/tool.py", line 3, in run\n    secret = load(path)\n  File "/srv/x.py", line 9, in load',
    Ruby: "/srv/app/tool.rb:12:in `run'\n\tfrom /srv/app/main.rb:3:in `<main>'",
    PHP: "#0 /srv/app/tool.php(12): run()\n#1 {main}",
    Go: "goroutine 1 [running]:\n\t/srv/app/main.go:12 +0x1d",
  };
  for (const [language, stack] of Object.entries(stacks)) {
    it(`leaves the stack of ${language} out, and what stands around it in`, () => {
      strictEqual(errorWords(`It broke.\n${stack}\nAsk for help.`), "It broke.\nAsk for help.");
      deepStrictEqual(withoutStacks({ why: [`It broke.\n${stack}`] }), { why: ["It broke."] });
    });
  }

  it("leaves lines that are no stack", () => {
    const words =
      'See\n#12 is open\nat noon: 10:30\n/api/x is not there\nfile src/a.ts:3 is empty\nFile "a" is missing';
    strictEqual(errorWords(words), words);
  });

  it("has no codes of a terminal", () => {
    strictEqual(errorWords("\u001b[31mFAIL\u001b[39m a.test\n\u001b[2K10%\r20%"), "FAIL a.test\n20%");
  });

  it("is bounded, and quick with lines that nobody writes", () => {
    for (const piece of [" ", "/", ":1", "x", "\n", " at ", "a:1:", "\u001b[", "(", "#1 "]) {
      ok(errorWords(piece.repeat(500_000)).length <= 10_000);
      withoutStacks(piece.repeat(500_000));
    }
  });

  it("takes anything", () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof errorWords(value) === "string"));
  });
});

describe("withoutStacks", () => {
  it("finds stacks in JSON that is a text, and changes nothing else", () => {
    const text = String.raw`{"error":"It broke.\n    at run (/srv/app.js:1:2)\n    at C:\\srv\\node.js:1","id":822106502566256641,"list":[1.10]}`;
    strictEqual(withoutStacks(text), '{"error":"It broke.","id":822106502566256641,"list":[1.10]}');
    const value = { message: "no", list: [1, null, true], nested: { stackName: "prod" } };
    deepStrictEqual(withoutStacks(value), value);
  });
});
