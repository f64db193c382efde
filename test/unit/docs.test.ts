import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pages } from "../runner/docs.mjs";

const read = (path: string): string => readFileSync(path, "utf8");
const wire = read("docs/wire.md");
const sources = globSync("{src,test}/**/*.{ts,tsx,mts,css}", { exclude: ["test/unit/docs.test.ts"] });

describe("docs", () => {
  it("have every heading that a comment points to", () => {
    const headings = [...wire.matchAll(/^## (.+)$/gm)].map((match) => anchorOf(match[1]!));
    const gone = sources.flatMap((path) =>
      [...read(path).matchAll(/docs\/wire\.md#([\w-]+)/g)]
        .map((match) => match[1]!)
        .filter((anchor) => !headings.includes(anchor))
        .map((anchor) => `${path}: ${anchor}`),
    );
    deepStrictEqual(gone, []);
  });

  it("are the only notes that a comment points to", () => {
    const elsewhere = sources.filter((path) => /\bfacts\/[\w-]+\.md/.test(read(path)));
    deepStrictEqual(elsewhere, []);
  });

  it("name tests that exist", () => {
    const tests = sources.filter((path) => path.startsWith("test")).map(read);
    const named = [...wire.matchAll(/^.*\*test\*.*$/gm)].flatMap(([line]) => titlesIn(line));
    ok(named.length > 60, `only ${String(named.length)} titles were found`);
    const gone = named.filter((title) => !tests.some((text) => text.includes(title)));
    deepStrictEqual(gone, []);
  });

  it("name files that exist", () => {
    const pagesOfFiles = read("docs/architecture.md") + read("CONTRIBUTING.md");
    const named = [...pagesOfFiles.matchAll(/`((?:src|test|media)\/[\w/.-]+)`/g)].map((match) => match[1]!);
    deepStrictEqual(
      named.filter((path) => globSync(path).length === 0),
      [],
    );
  });

  it("have the tables of commands and settings that package.json makes", () => {
    for (const [path, text] of pages(read)) {
      strictEqual(read(path), text, "run: npm run docs");
    }
  });

  it("say of every command what it does", () => {
    const untold = read("docs/commands.md")
      .split("\n")
      .filter((row) => /^\| \*\*.*\|\s*\|$/.test(row));
    deepStrictEqual(untold, []);
  });

  it("have a README of at most 12 KB", () => {
    const { length } = Buffer.from(read("README.md"));
    ok(length <= 12_000, `${String(length)} bytes`);
  });

  it("have pictures of at most 80 KB, and none that no page shows", () => {
    const documents = globSync("{*.md,docs/*.md}").map(read).join("\n");
    for (const file of globSync("media/screenshots/*.png")) {
      ok(documents.includes(`screenshots/${basename(file)}`), `${file} is shown nowhere`);
      ok(statSync(file).size <= 80_000, `${file} is too large`);
    }
  });

  it("link only to files and headings that exist", () => {
    const documents = globSync("{*.md,docs/*.md}");
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)\s#]*)(?:#([\w-]+))?\)/g)]
        .filter(([, file = "", heading]) => !leadsSomewhere(path, file, heading))
        .map(([link]) => `${path}: ${link}`),
    );
    deepStrictEqual(broken, []);
  });

  it("name a test for every attack, and tests that exist", () => {
    const rows = read("SECURITY.md")
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| They try to"));
    ok(rows.length > 20, `only ${String(rows.length)} attacks were found`);
    for (const row of rows) {
      const named = [...row.matchAll(/`(test\/[\w/.-]+)`/g)].map((match) => match[1]!);
      ok(named.length > 0, row);
      deepStrictEqual(
        named.filter((path) => !/\.test\.tsx?$/.test(path) || globSync(path).length === 0),
        [],
      );
    }
  });
});

/** @param heading its anchor */
function leadsSomewhere(from: string, file: string, heading: string | undefined): boolean {
  const target = file === "" ? from : join(dirname(from), file);
  if (!existsSync(target)) {
    return false;
  }
  const headings = heading === undefined ? [] : [...read(target).matchAll(/^#+ (.+)$/gm)];
  return heading === undefined || headings.some(([, title = ""]) => anchorOf(title) === heading);
}

/** As GitHub makes the anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

/** What stands in quotes before the sources of a paragraph, which may quote as well. */
function titlesIn(line: string): readonly string[] {
  const [tests = ""] = line.slice(line.indexOf("*test*")).split(/\*(?:source|e2e|bench)\*/);
  return [...tests.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
}
