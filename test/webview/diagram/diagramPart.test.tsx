import "../setup/dom";
import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { diagramOf } from "../../../src/webview/diagram/diagram";
import { diagramView } from "../../../src/webview/diagram/diagramPart";
import { svgTree } from "../../../src/webview/diagram/svgTree";
import { locateMatch } from "../../../src/webview/find/ranges";
import { MarkdownPage } from "../setup/markdownPage";

const fence = (code: string): string => `\`\`\`mermaid\n${code}\n\`\`\`\n`;
const press = async ({ root }: MarkdownPage, name: string): Promise<void> => {
  await act(async () => {
    root.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)?.click();
    await diagramView();
  });
};

describe("diagrams", () => {
  it("are drawn in place of their code when somebody asks, with a name, and go back to it", async () => {
    const markdown = new MarkdownPage().draw(fence("graph LR\n  A[Start] -->|go| B((End))"), true);
    assert.equal(markdown.root.querySelector("svg"), null);
    await press(markdown, "Show diagram");
    const svg = markdown.root.querySelector("svg");
    assert.equal(svg?.getAttribute("role"), "img");
    assert.equal(svg?.getAttribute("aria-label"), "Diagram: go, Start, End");
    assert.equal(svg?.namespaceURI, "http://www.w3.org/2000/svg");
    assert.ok(markdown.root.querySelector("pre")?.closest("[hidden]") != null, "the code is out of sight");
    await press(markdown, "Show code");
    assert.equal(markdown.root.querySelector("svg"), null);
    assert.match(markdown.root.querySelector("pre")?.textContent ?? "", /Start/);
  });

  it("have no button in other languages, and wait for the end of their code", () => {
    assert.doesNotMatch(new MarkdownPage().draw("```js\na\n```", true).html, /Show diagram/);
    const open = new MarkdownPage().draw("```mermaid\ngraph TD\nA-->B");
    assert.equal(open.root.querySelector<HTMLButtonElement>("[aria-label='Show diagram']")?.disabled, true);
  });

  it("have arrowheads of their own on a page with several", async () => {
    const markdown = new MarkdownPage().draw(fence("graph LR\nA-->B") + fence("\ngraph LR\nC-->D"), true);
    await press(markdown, "Show diagram");
    await press(markdown, "Show diagram");
    const ids = [...markdown.root.querySelectorAll("marker")].map(({ id }) => id);
    assert.equal(ids.length, 4);
    assert.equal(new Set(ids).size, 4);
    for (const line of markdown.root.querySelectorAll("[marker-end]")) {
      assert.ok(ids.includes(/#([^)]+)/.exec(line.getAttribute("marker-end") ?? "")?.[1] ?? ""));
    }
  });

  it("leave room for their button where there is little: all else to do with the code is in its menu", async () => {
    const markdown = new MarkdownPage().draw(fence("graph LR\nA-->B"), true);
    const seen = () =>
      [...markdown.root.querySelectorAll(".codeHeader .iconButton:not(.rare)")].map((tool) =>
        tool.getAttribute("aria-label"),
      );
    assert.deepEqual(seen(), ["Wrap lines", "Show diagram", "Copy code", "More actions"]);
    await act(() => markdown.root.querySelector<HTMLButtonElement>("[aria-label='More actions']")?.click());
    const items = [...markdown.root.querySelectorAll("[role=menuitem]")].map(({ textContent }) => textContent);
    assert.deepEqual(items, ["Apply as diff", "Insert at cursor", "Open in new editor"]);
    await press(markdown, "Show diagram");
    assert.deepEqual(seen(), ["Show code", "Copy code", "More actions"], "a picture has no lines to wrap");
  });

  it("give way to their code when find comes to a match in it, and stay for one beside it", async () => {
    const text = `rain\n\n${fence("graph LR\nA[rain] --> B")}\nrain`;
    const markdown = new MarkdownPage().draw(text, true);
    await press(markdown, "Show diagram");
    const article = document.createElement("article");
    article.append(...markdown.root.childNodes);
    document.body.append(article);
    const look = async (occurrence: number) => {
      let found = locateMatch(article, { block: 0, occurrence }, "rain", false);
      for (let frame = 0; !found.settled && frame < 8; frame++) {
        await act(() => undefined);
        found = locateMatch(article, { block: 0, occurrence }, "rain", false);
      }
      return found.range?.startContainer.parentElement;
    };
    for (const beside of [0, 2]) {
      assert.equal((await look(beside))?.closest(".codeBlock"), null);
      assert.ok(article.querySelector("svg") !== null);
    }
    const place = await look(1);
    assert.ok(place?.isConnected === true && place.closest("pre") !== null && place.closest("[hidden]") === null);
    assert.equal(article.querySelector("svg"), null);
    article.remove();
  });

  for (const [code, reason] of [
    ['pie\n"a": 1', /^Only flowcharts/],
    ["graph TD\n", /Couldn't read/],
    [`graph TD\n${Array.from({ length: 5000 }, (_, index) => `n${index}-->n${index + 1}`).join("\n")}`, /too large/],
  ] as const) {
    it(`show their code with a sentence: ${code.slice(0, 20)}`, async () => {
      const markdown = new MarkdownPage().draw(fence(code), true);
      await press(markdown, "Show diagram");
      assert.match(markdown.root.querySelector(".diagramReason")?.textContent ?? "", reason);
      assert.ok(markdown.root.querySelector("pre") !== null);
    });
  }
});

describe("diagramOf", () => {
  for (const code of [
    "---\ntitle: x\n---\n%%{init: {}}%%\nflowchart\nA-->B",
    "graph TD; A-->B; B-->C;",
    "stateDiagram-v2\n[*] --> Idle\nIdle --> Idle: again\nIdle --> [*]",
    "sequenceDiagram\nA->>B: Hi\nB-->>A: Ho",
    "classDiagram-v2\nA <|-- B\nA : +int age",
    "erDiagram\nA ||--o{ B : has",
    "xychart-beta\nx-axis [a, b]\nbar [1, 2]",
    "flowchart LR\nsubgraph s [S]\ndirection TB\na --> b\nend\nb --> c",
  ]) {
    it(`draws ${JSON.stringify(code)}`, () => {
      const diagram = diagramOf(code, "x");
      assert.ok("root" in diagram && diagram.width > 0 && diagram.words.length > 0, JSON.stringify(diagram));
    });
  }

  it("takes no element, address, colour or handler from the source", () => {
    for (const code of [
      'graph TD\nA["<img src=x onerror=alert(1)>"] --> B["</text><script>alert(1)</script>"]',
      'graph TD\nA-->B\nclick A "javascript:alert(1)" "tip"\nclick B href "https://a.test"',
      "graph TD\nA-->B\nstyle A fill:url(https://a.test/x),stroke:red\nlinkStyle 0 stroke:#f00",
      'graph TD\nA["&lt;script&gt;alert(1)&lt;/script&gt;"]-->B',
      "sequenceDiagram\nA->>B: <foreignObject><iframe src=https://a.test>",
    ]) {
      const diagram = diagramOf(code, "x");
      const tags: string[] = [];
      const values: string[] = [];
      const walk = (node: unknown): void => {
        const {
          tag,
          attributes = {},
          children = [],
        } = node as never as {
          tag?: string;
          attributes?: Record<string, string>;
          children?: unknown[];
        };
        if (tag !== undefined) {
          tags.push(tag);
          values.push(...Object.entries(attributes).map(([name, value]) => `${name}=${value}`));
          children.forEach(walk);
        }
      };
      walk("root" in diagram ? diagram.root : {});
      assert.deepEqual(
        tags.filter(
          (tag) => !/^(?:svg|g|defs|marker|rect|circle|ellipse|line|path|polygon|polyline|text|tspan)$/.test(tag),
        ),
        [],
      );
      assert.doesNotMatch(values.join("\n"), /^on|href|https?:|javascript|url\((?!#x-)|#f00|=red|style/m, code);
    }
  });

  it("reads hostile lines in little steps", () => {
    for (const code of [
      `graph TD\nA -- ${" ".repeat(9000)}x`,
      `graph TD\nA--${"-".repeat(9000)}`,
      `graph TD\n${"[".repeat(9000)}`,
    ]) {
      diagramOf(code, "x");
    }
    assert.deepEqual(diagramOf("graph TD\nA".padEnd(20_000, "-"), "x"), { failed: "large" });
  });
});

describe("svgTree", () => {
  it("leaves out whatever is not on its lists", () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" onload="a()" style="x"><style>@import url(x)</style><script>a()</script>' +
      '<a href="javascript:a()"><text>no</text></a><image href="x"/><foreignObject><text>no</text></foreignObject><use href="#a"/>' +
      '<text id="t" class="button" fill="red" onclick="a()">yes</text><path d="M0 0;url(x)" stroke="url(http://x)"/></svg>';
    const found = svgTree(svg, "x");
    assert.deepEqual(found?.words, ["yes"]);
    assert.deepEqual(found.root, {
      tag: "svg",
      attributes: { width: "10" },
      children: [
        { tag: "text", attributes: { fill: "var(--_text)" }, children: ["yes"] },
        { tag: "path", attributes: { stroke: "var(--_line)" }, children: [] },
      ],
    });
    assert.equal(svgTree("no picture", "x"), undefined);
  });
});
