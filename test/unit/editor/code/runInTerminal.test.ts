import { deepStrictEqual, match, rejects } from "node:assert/strict";
import { RunInTerminal, shellCommand } from "../../../../src/editor/code/runInTerminal";
import type { UserFacingError } from "../../../../src/shared/userFacingError";

/** What a person saw and what was sent, in order. */
class Person {
  readonly events: string[] = [];
  answer = true;
  trusted = true;
  readonly running = new RunInTerminal(
    {
      run: (command) => {
        this.events.push(`sent ${command}`);
        return Promise.resolve();
      },
    },
    (command) => {
      this.events.push(`shown ${command}`);
      return Promise.resolve(this.answer);
    },
    () => this.trusted,
  );

  run(code: string, language = "bash"): Promise<"left" | undefined> {
    return this.running.run({ code, language, body: code });
  }
}

const refusedAs = (kind: string) => (error: UserFacingError) => {
  match(error.message, /\.$/);
  return error.kind === kind;
};

describe("RunInTerminal", () => {
  it("sends exactly what was shown, and only after that", async () => {
    const person = new Person();
    await person.run("$ npm ci\nadded 3 packages\n$ npm test\n");
    deepStrictEqual(person.events, ["shown npm ci\nnpm test", "sent npm ci\nnpm test"]);
  });

  it("sends nothing without a yes", async () => {
    const person = new Person();
    person.answer = false;
    deepStrictEqual(await person.run("rm -rf build"), "left");
    deepStrictEqual(person.events, ["shown rm -rf build"]);
  });

  it("does not even ask in a folder that is not trusted", async () => {
    const person = new Person();
    person.trusted = false;
    await rejects(person.run("ls"), refusedAs("untrusted"));
    deepStrictEqual(person.events, []);
  });

  for (const [kind, code, language] of [
    ["notShell", "console.log(1)", "ts"],
    ["notShell", "ls", ""],
    ["empty", "\n", "sh"],
    ["invisible", "ls\u202e", "sh"],
    ["tooLong", "ls\n".repeat(100), "sh"],
  ] as const) {
    it(`does not ask about code that is ${kind} (${JSON.stringify(language)})`, async () => {
      const person = new Person();
      await rejects(person.run(code, language), refusedAs(kind));
      deepStrictEqual(person.events, []);
    });
  }
});

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
