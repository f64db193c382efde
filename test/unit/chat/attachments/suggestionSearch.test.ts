import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { FileIndex, fittingRows } from "../../../../src/chat/attachments/suggestionSearch";

const paths = [
  "README.md",
  "src/agents/chunk.ts",
  "src/agents/chunkStream.ts",
  "src/chat/chatController.ts",
  "src/webview/components/partView.tsx",
  "test/unit/agents/chunkStream.test.ts",
  "test/unit/chat/chatController.test.ts",
];

function indexOf(files: readonly string[]): FileIndex {
  return new FileIndex(files.map((path) => ({ id: `file:${path}`, name: path.split("/").at(-1) ?? "", path })));
}

describe("FileIndex", () => {
  const index = indexOf(paths);
  const search = (query: string, limit = 10): string[] => index.search(query, limit).map(({ path }) => path);

  it("finds by letters in their order, and the name counts more than the folders", () => {
    strictEqual(search("chatctrl")[0], "src/chat/chatController.ts");
    strictEqual(search("pv")[0], "src/webview/components/partView.tsx");
    strictEqual(search("CHUNK")[0], "src/agents/chunk.ts");
    strictEqual(search("readme")[0], "README.md");
  });

  it("finds by path, with either slash, and by several words", () => {
    strictEqual(search("agents/chunk")[0], "src/agents/chunk.ts");
    strictEqual(search("agents\\chunks")[0], "src/agents/chunkStream.ts");
    deepStrictEqual(search("controller test")[0], "test/unit/chat/chatController.test.ts");
  });

  it("finds nothing for what is nowhere, and never more than asked for", () => {
    deepStrictEqual(search("zzz"), []);
    strictEqual(search("t", 3).length, 3);
    deepStrictEqual(search("", 2), ["README.md", "src/agents/chunk.ts"]);
    deepStrictEqual(indexOf([]).search("a", 5), []);
  });

  it("takes hostile queries for text", () => {
    for (const query of ["(", "[", "*", "\\", "__proto__", "\0", "a".repeat(100_000), "👩‍💻", "./../"]) {
      ok(Array.isArray(search(query)), query);
    }
  });

  it("knows a file by its id", () => {
    strictEqual(index.get("file:README.md")?.name, "README.md");
    strictEqual(index.get("file:/etc/passwd"), undefined);
  });
});

describe("fittingRows", () => {
  const rows = [
    { name: "Aktuelle Datei", keywords: "current file" },
    { name: "Auswahl", keywords: "selection" },
    { name: "Probleme", keywords: "problems errors" },
    { name: "Terminalauswahl", keywords: "terminal selection" },
  ];
  const names = (query: string): string[] => fittingRows(rows, query).map(({ name }) => name);

  it("keeps all of them in their order without a query", () => strictEqual(names(" ").length, 4));

  it("finds a row by its name and by its English words", () => {
    deepStrictEqual(names("auswahl"), ["Auswahl", "Terminalauswahl"]);
    deepStrictEqual(names("selection"), ["Auswahl", "Terminalauswahl"]);
    deepStrictEqual(names("prob"), ["Probleme"]);
    deepStrictEqual(names("current file"), ["Aktuelle Datei"]);
    deepStrictEqual(names("xyz"), []);
  });
});
