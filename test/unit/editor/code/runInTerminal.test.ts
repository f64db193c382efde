import { deepStrictEqual, match, rejects } from "node:assert/strict";
import { RunInTerminal } from "../../../../src/editor/code/runInTerminal";
import type { UserFacingError } from "../../../../src/shared/userFacingError";

/** What a person saw and what was sent, in order. */
class Desk {
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

  run(code: string, language = "bash"): Promise<void> {
    return this.running.run({ code, language, body: code });
  }
}

const refusedAs = (kind: string) => (error: UserFacingError) => {
  match(error.message, /\.$/);
  return error.kind === kind;
};

describe("RunInTerminal", () => {
  it("sends exactly what was shown, and only after that", async () => {
    const desk = new Desk();
    await desk.run("$ npm ci\nadded 3 packages\n$ npm test\n");
    deepStrictEqual(desk.events, ["shown npm ci\nnpm test", "sent npm ci\nnpm test"]);
  });

  it("sends nothing without a yes", async () => {
    const desk = new Desk();
    desk.answer = false;
    await desk.run("rm -rf build");
    deepStrictEqual(desk.events, ["shown rm -rf build"]);
  });

  it("does not even ask in a folder that is not trusted", async () => {
    const desk = new Desk();
    desk.trusted = false;
    await rejects(desk.run("ls"), refusedAs("untrusted"));
    deepStrictEqual(desk.events, []);
  });

  for (const [kind, code, language] of [
    ["notShell", "console.log(1)", "ts"],
    ["notShell", "ls", ""],
    ["empty", "\n", "sh"],
    ["invisible", "ls\u202e", "sh"],
    ["tooLong", "ls\n".repeat(100), "sh"],
  ] as const) {
    it(`does not ask about code that is ${kind} (${JSON.stringify(language)})`, async () => {
      const desk = new Desk();
      await rejects(desk.run(code, language), refusedAs(kind));
      deepStrictEqual(desk.events, []);
    });
  }
});
