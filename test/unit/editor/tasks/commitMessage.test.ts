import { match, ok, strictEqual } from "node:assert/strict";
import { commitMessageIn, commitPrompt } from "../../../../src/editor/tasks/commitMessage";

describe("asking for a commit message", () => {
  it("shows the changes and how messages are written here", () => {
    const { text } = commitPrompt("+ one", ["Fix the door", "Add a window"]);
    match(text, /<last-commits>\nFix the door\nAdd a window\n<\/last-commits>/);
    match(text, /<changes>\n\+ one\n<\/changes>/);
    ok(!commitPrompt("+ one", []).text.includes("last-commits"));
  });

  it("cuts changes that no model would read, and says so", () => {
    const { text } = commitPrompt("+".repeat(500_000), []);
    ok(text.length < 201_000);
    match(text, /the rest is left out/);
  });
});

describe("reading a commit message from a response", () => {
  it("takes it as it is, with its body", () => {
    strictEqual(commitMessageIn("Fix the door\n\nIt did not close.  \n"), "Fix the door\n\nIt did not close.");
  });

  it("takes away what models put around it", () => {
    for (const response of [
      "```\nFix the door\n```",
      "Here it is:\n\n```text\nFix the door\n```",
      '"Fix the door"',
      "`Fix the door`",
      "Commit message: Fix the door",
      "**Commit message:**\nFix the door",
    ]) {
      strictEqual(commitMessageIn(response), "Fix the door", response);
    }
  });

  it("leaves quotes and code inside of it alone", () => {
    strictEqual(
      commitMessageIn('"door" is called "gate"\n\n`gate` opens.'),
      '"door" is called "gate"\n\n`gate` opens.',
    );
  });
});
