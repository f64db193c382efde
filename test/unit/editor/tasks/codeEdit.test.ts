import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { codeIn, editPrompt, type EditRequest, linesAround, proposalOf } from "../../../../src/editor/tasks/codeEdit";
import { proposedText, rebased } from "../../../../src/editor/code/proposal";

const file = ["class A {", "  one() {", "    retrun 1;", "  }", "}", ""].join("\n");

function request(text: string, first: number, last: number): EditRequest {
  return { instruction: "Fix it", text, path: "src/a.ts", languageId: "typescript", lines: { first, last } };
}

/** The document after the change that a response proposes. */
function changed(asked: EditRequest, response: string): string | undefined {
  const proposal = proposalOf(asked, response);
  return proposal && proposedText(proposal);
}

describe("asking for a change of lines", () => {
  it("lets all of a short document change, and of a long one what is around the place", () => {
    deepStrictEqual(linesAround("a\nb\n", { first: 1, last: 1 }), { first: 0, last: 2 });
    const long = "x\n".repeat(500);
    deepStrictEqual(linesAround(long, { first: 200, last: 201 }), { first: 170, last: 231 });
    deepStrictEqual(linesAround(long, { first: 2, last: 499 }), { first: 0, last: 500 });
  });

  it("shows the agent the lines, what stands around them, and where they are", () => {
    const { system, text } = editPrompt(request(file, 1, 3));
    match(text, /^Fix it\n\nFile: src\/a\.ts \(typescript\), lines 2 to 4 of 6\n\n/);
    match(text, /<before>\nclass A \{\n<\/before>/);
    match(text, /<lines>\n {2}one\(\) \{\n {4}retrun 1;\n {2}\}\n<\/lines>/);
    match(text, /<after>\n\}\n\n<\/after>/);
    match(system, /fenced with ```,/);
  });

  it("asks for a fence that nothing in the lines closes", () => {
    match(editPrompt(request("````md\n```\n````", 0, 2)).system, /fenced with `````,/);
  });
});

describe("reading a change from a response", () => {
  const mended = file.replace("retrun", "return");

  it("puts the code in the place of the lines", () => {
    strictEqual(changed(request(file, 1, 3), "```ts\n  one() {\n    return 1;\n  }\n```"), mended);
    strictEqual(changed(request(file, 0, 5), `Here it is:\n\n\`\`\`\`ts\n${mended}\`\`\`\`\n\nDone.`), mended);
  });

  it("gives code that was moved to the left edge its indentation back", () => {
    strictEqual(changed(request(file, 1, 3), "```\none() {\n  return 1;\n}\n```"), mended);
  });

  it("keeps the line ends of the document, and an end without one", () => {
    const windows = "one\r\ntwo\r\nthree";
    strictEqual(changed(request(windows, 1, 1), "```\n2\n2b\n```"), "one\r\n2\r\n2b\r\nthree");
    strictEqual(changed(request(windows, 2, 2), "```\n3\n```"), "one\r\ntwo\r\n3");
  });

  it("changes no more than has changed, so that it keeps its place when the document moves on", () => {
    const proposal = proposalOf(request(file, 0, 5), `\`\`\`\n${mended}\`\`\``);
    ok(proposal);
    strictEqual(proposal.text, "    return 1;\n");
    strictEqual(proposedText(rebased(proposal, `// mine\n${file}`)!), `// mine\n${mended}`);
  });

  it("takes the longest block, Markdown with blocks inside as one, and none that was cut off", () => {
    strictEqual(codeIn("```\na\n```\nand\n```\nbbb\n```"), "bbb");
    strictEqual(codeIn("````md\n```js\n1\n```\n````"), "```js\n1\n```");
    strictEqual(codeIn("```\nabc"), undefined);
    strictEqual(codeIn("Nothing to do."), undefined);
    strictEqual(proposalOf(request(file, 0, 5), "Nothing to do."), undefined);
  });
});
