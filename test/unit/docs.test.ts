import { deepStrictEqual, ok } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";

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
    const named = [...read("docs/architecture.md").matchAll(/`(src\/[\w/.-]+)`/g)].map((match) => match[1]!);
    deepStrictEqual(
      named.filter((path) => globSync(path).length === 0),
      [],
    );
  });

  it("name every command and every setting in the README, with its default", () => {
    const { commands, configuration } = (JSON.parse(read("package.json")) as Manifest).contributes;
    const titles = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
    const rows = read("README.md").split("\n");
    const inCommands = rows.slice(rows.indexOf("## Commands"), rows.indexOf("## Settings")).join("\n");
    const untold = commands
      .map(({ title }) => titles[title.replaceAll("%", "")] ?? title)
      .filter((title) => !inCommands.includes(title));
    const unset = Object.entries(configuration.properties).filter(([name, { default: value }]) => {
      const [, , told] = (rows.find((row) => row.startsWith(`| \`${name}\` |`)) ?? "").split("|");
      const said = value === "" || Array.isArray(value) ? "" : `\`${String(value)}\``;
      return told?.trim() !== said;
    });
    deepStrictEqual([untold, unset], [[], []]);
  });
});

/** What is read of package.json. */
interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default?: unknown }>> };
  };
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
