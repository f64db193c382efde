import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { terminal } from "../../../src/webview/parts/terminalOutput";
import { agentTurn } from "../setup/fakes";
import { PanelPage } from "../setup/panelPage";

const ESC = "\u001b";

describe("output of programs", () => {
  let panel: PanelPage;
  before(() => terminal());
  beforeEach(() => {
    panel = new PanelPage();
  });
  afterEach(() => {
    assert.deepEqual(panel.api.ofType("drawingFailed"), []);
    panel.close();
  });

  function show(change: Partial<ToolCallPart>): void {
    panel.show({}, [
      agentTurn("a", [{ kind: "tool", id: "c", toolName: "run", status: "done", argsText: "", ...change }]),
    ]);
    for (const summary of panel.all("summary")) {
      void act(() => summary.click());
    }
  }

  const styles = (): string[] => panel.all("pre span").map((span) => `${span.className}: ${span.textContent}`);

  it("has the colours of the theme, and is copied without codes", () => {
    show({ result: `${ESC}[32m✓${ESC}[39m 3 passed, ${ESC}[1;31m1 failed${ESC}[0m` });
    assert.equal(panel.find("pre").textContent, "✓ 3 passed, 1 failed");
    assert.deepEqual(styles(), ["ansiGreen: ✓", "bold ansiRed: 1 failed"]);
    panel.press("Copy Result");
    assert.deepEqual(
      panel.api.ofType("copy").map(({ text }) => text),
      ["✓ 3 passed, 1 failed"],
    );
    assert.match(panel.find(".valuePreview").textContent, /^"✓ 3 passed, 1 failed"$/);
  });

  it("maps every other colour to one of the theme's", () => {
    for (const [codes, look] of [
      ["91", "ansiRed"],
      ["38;5;208", "ansiYellow"],
      ["38;2;20;40;220", "ansiBlue"],
      ["38:2::20:200:220", "ansiCyan"],
      ["38;5;240", "ansiGrey"],
      ["7;35", "inverse groundMagenta"],
      ["30;47", "groundWhite"],
      ["2", "dim"],
      ["3;4;9", "italic underlined struck"],
    ] as const) {
      show({ result: `${ESC}[${codes}mx` });
      assert.deepEqual(styles(), [`${look}: x`], codes);
    }
  });

  it("shows what is left of lines that were written over", () => {
    show({ result: "10%\r20%\n|\b/" });
    assert.equal(panel.find("pre").textContent, "20%\n/");
  });

  it("links to pages of the web, and to nothing else", () => {
    const link = (href: string): string => `${ESC}]8;;${href}${ESC}\\page${ESC}]8;;${ESC}\\ `;
    show({
      result: link("https://a.test/x") + link("javascript:alert(1)") + link("file:///etc/passwd") + link("command:x"),
    });
    assert.equal(panel.find("pre").textContent, "page page page page ");
    assert.deepEqual(
      panel.all("a").map((each) => each.getAttribute("href")),
      ["https://a.test/x"],
    );
    void act(() => panel.find("a").click());
    assert.deepEqual(
      panel.api.ofType("openLink").map(({ href }) => href),
      ["https://a.test/x"],
    );
  });

  it("is drawn within structures as well, in pieces when it is long", () => {
    show({ result: { code: 0, stdout: `${ESC}[32m${"x".repeat(5_000)}` } });
    assert.equal(panel.find(".ansiGreen").textContent.length, 300);
    panel.press("Show all (5,000 characters)");
    assert.equal(panel.find(".ansiGreen").textContent.length, 5_000);
  });

  it("of a step and of a report is the same", () => {
    panel.show({}, [
      agentTurn("a", [
        { kind: "step", id: "s", name: "test", status: "done", parts: [], output: `${ESC}[32mok` },
        { kind: "data", id: "d", name: "log", note: { label: "", value: `${ESC}[32mok` } },
      ]),
    ]);
    for (const summary of panel.all("summary")) {
      void act(() => summary.click());
    }
    assert.deepEqual(styles(), ["ansiGreen: ok", "ansiGreen: ok"]);
  });

  it("leaves what a person decides on as it is: nothing of it may be written over", () => {
    show({ status: "awaitingApproval", args: `rm -rf /\r${ESC}[2Kls` });
    assert.equal(panel.find("pre").textContent, `rm -rf /\r${ESC}[2Kls`);
  });
});
