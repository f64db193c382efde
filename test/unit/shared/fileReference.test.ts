import assert from "node:assert/strict";
import type { FilePlace } from "../../../src/shared/filePlace";
import { fileReference, linkReference, proseReference } from "../../../src/shared/fileReference";

type Place = readonly (number | undefined)[];

/** A place with only what is given. */
function at(path: string, [line, column, endLine, endColumn]: Place = []): FilePlace {
  return JSON.parse(JSON.stringify({ path, line, column, endLine, endColumn })) as FilePlace;
}

const places: readonly (readonly [text: string, path: string, place?: Place])[] = [
  ["src/a.ts", "src/a.ts"],
  ["src/a.ts:12", "src/a.ts", [12]],
  ["src/a.ts:L12", "src/a.ts", [12]],
  ["src/a.ts:12:5", "src/a.ts", [12, 5]],
  ["src/a.ts:12-20", "src/a.ts", [12, undefined, 20]],
  ["src/a.ts:12–20", "src/a.ts", [12, undefined, 20]],
  ["src/a.ts:12:5-14:3", "src/a.ts", [12, 5, 14, 3]],
  ["src/a.ts:12-3", "src/a.ts", [12]],
  ["src/a.ts#17", "src/a.ts", [17]],
  ["src/a.ts#12-20", "src/a.ts", [12, undefined, 20]],
  ["src/a.ts#L12", "src/a.ts", [12]],
  ["src/a.ts#L17-L20", "src/a.ts", [17, undefined, 20]],
  ["src/a.ts#L12C3-L20C4", "src/a.ts", [12, 3, 20, 4]],
  ["src/a.ts(12)", "src/a.ts", [12]],
  ["src/a.ts(12,5)", "src/a.ts", [12, 5]],
  ["docs/guide.md#the-panel", "docs/guide.md"],
  ["./x/y.py:3:5", "x/y.py", [3, 5]],
  ["././a.ts", "a.ts"],
  ["src\\lib\\a.cs:7", "src/lib/a.cs", [7]],
  ["C:\\work\\a.cs:7", "C:/work/a.cs", [7]],
  ["c:\\src\\a.ts#1287-1290", "c:/src/a.ts", [1287, undefined, 1290]],
  ["/c:/src/a.ts", "c:/src/a.ts"],
  ["\\\\wsl$\\Ubuntu\\home\\x.ts:3", "//wsl.localhost/Ubuntu/home/x.ts", [3]],
  ["\\\\wsl.localhost\\Ubuntu\\home\\x.ts", "//wsl.localhost/Ubuntu/home/x.ts"],
  ["\\\\server\\share\\x.ts", "//server/share/x.ts"],
  ["file:///w/README.md", "/w/README.md"],
  ["file:///w/my%20file.md:3", "/w/my file.md", [3]],
  ["file:///c:/src/a.ts#L4", "c:/src/a.ts", [4]],
  ["file://localhost/w/a.ts", "/w/a.ts"],
  ["file://wsl$/Ubuntu/x.ts", "//wsl.localhost/Ubuntu/x.ts"],
  ["vscode://file/w/src/a.ts:12:5", "/w/src/a.ts", [12, 5]],
  ["vscode-insiders://file/c:/src/a.ts:12", "c:/src/a.ts", [12]],
  ["vscode-remote://ssh-remote+box/home/me/a.ts:2", "/home/me/a.ts", [2]],
  ["/work/a.ts", "/work/a.ts"],
  ["../a.ts", "../a.ts"],
  ["package.json", "package.json"],
  [".gitignore", ".gitignore"],
  ["Dockerfile:3", "Dockerfile", [3]],
  ["src/Makefile", "src/Makefile"],
  ["app/[id]/page.tsx", "app/[id]/page.tsx"],
  ["日本/ü.ts:0", "日本/ü.ts"],
];

describe("fileReference", () => {
  for (const [text, path, place] of places) {
    it(`reads ${text}`, () => assert.deepEqual(fileReference(text), at(path, place)));
  }

  it("takes spaces for a part of the path when it ends in a file's name", () => {
    assert.deepEqual(fileReference("folder/Stored Procedures/f.sql:3"), at("folder/Stored Procedures/f.sql", [3]));
    assert.deepEqual(fileReference("My Notes.md"), at("My Notes.md"));
  });

  const others = [
    "word",
    "npm install",
    "npm test -- a/b.ts",
    "const x = a.b",
    " src/a.ts",
    "a/b c",
    "--flag",
    "https://a.test/b.ts",
    "https://file/b.ts",
    "command:x.y",
    "vscode://agent-chat.mastra-clerk/a.ts",
    "src/",
    "..",
    "./",
    "src/**/*.ts",
    "a|b",
    "x > y.ts",
    "//server/a.ts",
    "// see a.ts",
    "~/a.ts",
    "#L12",
    ":12",
    "",
    "a\u0000.ts",
    "file:///a%00.ts",
    "x/".repeat(300),
  ];
  for (const text of others) {
    it(`does not take ${JSON.stringify(text.slice(0, 30))} for a file`, () =>
      assert.equal(fileReference(text), undefined));
  }
});

describe("linkReference", () => {
  it("decodes an address, and takes a broken one as it is", () => {
    assert.deepEqual(linkReference("src/my%20file.ts#L3"), at("src/my file.ts", [3]));
    assert.deepEqual(linkReference("src/100%.ts"), at("src/100%.ts"));
    assert.deepEqual(linkReference("src/a%2523.ts"), at("src/a%23.ts"));
    assert.deepEqual(linkReference("folder/Stored Procedures/f.sql"), at("folder/Stored Procedures/f.sql"));
    assert.deepEqual(linkReference("\\wsl$\\Ubuntu\\x.ts"), at("//wsl.localhost/Ubuntu/x.ts"));
    assert.equal(linkReference("#heading"), undefined);
    assert.equal(linkReference("javascript:alert(1)"), undefined);
  });
});

describe("proseReference", () => {
  it("takes what has a folder and a file's name, or a file's name and a line", () => {
    for (const [text, path, place] of places) {
      const isClear = /\/.*\.\w/.test(path) || path === "src/Makefile" || (place !== undefined && path !== "");
      assert.deepEqual(proseReference(text), isClear ? at(path, place) : undefined, text);
    }
  });

  it("leaves words alone", () => {
    for (const word of ["and/or", "TCP/IP", "1/2", "package.json", "example.com", "e.g.", "he/she:2", "v1/2", "src/"]) {
      assert.equal(proseReference(word), undefined, word);
    }
  });
});
