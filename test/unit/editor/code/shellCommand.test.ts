import { deepStrictEqual } from "node:assert/strict";
import { shellCommand } from "../../../../src/editor/code/shellCommand";

describe("shellCommand", () => {
  it("gives the commands as they are written", () => {
    deepStrictEqual(shellCommand("npm ci\r\nnpm test -- --grep 'ü 🎉'\n"), {
      command: "npm ci\nnpm test -- --grep 'ü 🎉'",
    });
    deepStrictEqual(shellCommand("for f in *; do\n\techo $f\ndone"), { command: "for f in *; do\n\techo $f\ndone" });
  });

  it("takes only what was typed out of a transcript", () => {
    deepStrictEqual(shellCommand("$ ls\na.ts\nb.ts\n$ docker run \\\n>   -it node\n\nWelcome"), {
      command: "ls\ndocker run \\\n  -it node",
    });
  });

  it("does not take a variable for a prompt", () => {
    deepStrictEqual(shellCommand("echo a\n$ b"), { command: "echo a\n$ b" });
  });

  const hidden: Readonly<Record<string, string>> = {
    "an escape sequence": "echo a\u001b[2K\u001b[1Aecho b",
    "a carriage return in a line": "rm -rf ~ \recho hello",
    "a null": "echo\u0000",
    "a direction override": "echo \u202edet\u202c",
    "a zero-width space": "l\u200bs",
    "a no-break space": "ls\u00a0-la",
    "a line separator": "ls\u2028rm",
    "a tag character": "ls \u{e0041}",
    "a letter without ink": "ls \u3164",
  };
  for (const [what, code] of Object.entries(hidden)) {
    it(`refuses ${what}`, () => deepStrictEqual(shellCommand(code), { refused: "invisible" }));
  }

  it("refuses what is empty, and what no dialog shows as a whole", () => {
    deepStrictEqual(shellCommand(" \n"), { refused: "empty" });
    deepStrictEqual(shellCommand("a".repeat(4_001)), { refused: "tooLong" });
    deepStrictEqual(shellCommand("ls\n".repeat(41)), { refused: "tooLong" });
    deepStrictEqual(shellCommand("ls\n".repeat(40)), { command: "ls\n".repeat(40).trim() });
  });
});
