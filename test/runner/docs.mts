// `npm run docs`: writes the tables of docs/commands.md and docs/settings.md from package.json and package.nls.json.
// Node runs this file as it is (it strips the types). A unit test fails while a table is stale.
import { readFileSync, writeFileSync } from "node:fs";

interface Setting {
  readonly type: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: { readonly properties?: Readonly<Record<string, Setting>> };
  readonly properties?: Readonly<Record<string, Setting>>;
  readonly order?: number;
}

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

/** What is read of package.json, with its texts in place. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

/** Menus by the words that the page has for them. */
const MENUS: Readonly<Record<string, string>> = {
  "editor/context": "editor",
  "editor/title": "title of an editor",
  "view/title": "title of the chat",
  "scm/title": "title of Source Control",
  "scm/resourceGroup/context": "group of changes",
  "scm/resourceState/context": "changed file",
  "webview/context": "right click in the chat",
  "explorer/context": "Explorer",
  "editor/title/context": "tab of an editor",
  "terminal/context": "terminal",
  "terminal/title/context": "tab of a terminal",
  "notebook/cell/title": "notebook cell",
  "testing/message/context": "failure of a test",
};

/**
 * Reads package.json with the English text in place of every `%name%`.
 *
 * @param read gives a file's content
 */
function manifestIn(read: (path: string) => string): Manifest {
  const texts = JSON.parse(read("package.nls.json")) as Readonly<Record<string, string>>;
  return JSON.parse(read("package.json"), (_key, value: unknown) =>
    typeof value === "string" ? value.replace(/^%([\w.]+)%$/, (_all, name: string) => texts[name] ?? "") : value,
  ) as Manifest;
}

/**
 * Every command with its id, its keys and its menus. What a command does is written by hand in the page, and is kept.
 *
 * @param before the table that stands in the page now
 */
function commandsTable({ contributes }: Manifest, before: string): string {
  const { commands, keybindings, menus } = contributes;
  const told = new Map(
    [...before.matchAll(/^\| .*`(agentChat\.\w+)` \|.*\| (.*) \|$/gm)].map(([, id, words]) => [id, words]),
  );
  const rows = commands.map(({ command, title }) => {
    const keys = keybindings.filter((binding) => binding.command === command);
    const places = Object.entries(menus)
      .filter(([menu, items]) => menu in MENUS && items.some((item) => item.command === command))
      .map(([menu]) => MENUS[menu]!);
    const isInPalette = !menus["commandPalette"]?.some((item) => item.command === command && item.when === "false");
    const where = [...(isInPalette ? ["palette"] : []), ...places];
    return [
      `**${title}**<br>\`${command}\``,
      keys.map(({ key, mac }) => `${keyCaps(key)}, ${keyCaps(mac)}`).join("; "),
      where.length === 0 ? "button of a response" : where.join(", "),
      told.get(command) ?? "",
    ];
  });
  return table(["command", "keys", "where", "what it does"], rows);
}

/** Every setting with its default and its description, in the order of the settings editor. */
function settingsTable({ contributes }: Manifest): string {
  const settings = Object.entries(contributes.configuration.properties);
  settings.sort(([, a], [, b]) => (a.order ?? 0) - (b.order ?? 0));
  const rows = settings.map(([name, setting]) => [`\`${name}\``, defaultOf(setting), words(setting)]);
  return table(["setting", "default", "what it does"], rows);
}

/**
 * A page with another table between its marks.
 *
 * @throws Error when the page has no such marks
 */
function withTable(page: string, name: string, make: (before: string) => string): string {
  const marks = new RegExp(`(<!-- ${name}: written by npm run docs -->\n)([^]*?)(<!-- /${name} -->)`);
  if (!marks.test(page)) {
    throw new Error(`The page has no marks for the table "${name}".`);
  }
  return page.replace(marks, (_all, begin: string, old: string, end: string) => `${begin}\n${make(old)}\n\n${end}`);
}

/** The pages as they should be. @param read gives a file's content */
export function pages(read: (path: string) => string): ReadonlyMap<string, string> {
  const manifest = manifestIn(read);
  return new Map([
    ["docs/commands.md", withTable(read("docs/commands.md"), "commands", (before) => commandsTable(manifest, before))],
    ["docs/settings.md", withTable(read("docs/settings.md"), "settings", () => settingsTable(manifest))],
  ]);
}

function defaultOf({ default: value }: Setting): string {
  if (value === undefined || value === "" || JSON.stringify(value) === "[]") {
    return "";
  }
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

function words(setting: Setting): string {
  const own = (setting.markdownDescription ?? setting.description ?? "").replaceAll(/`#([\w.]+)#`/g, "`$1`");
  const choices = setting.enum?.map((value, index) => `\`${value}\`: ${setting.enumDescriptions?.[index] ?? ""}`) ?? [];
  const members = Object.entries(setting.items?.properties ?? setting.properties ?? {}).map(
    ([name, member]) => `\`${name}\`: ${words(member)}`,
  );
  return [own, ...choices, ...members].join("<br>");
}

/** `ctrl+k ctrl+g` as two caps a stroke. */
function keyCaps(keys: string): string {
  const strokes = keys.split(" ").map((stroke) => {
    const caps = stroke
      .split("+")
      .map((key) => `<kbd>${key === "cmd" ? "⌘" : key[0]!.toUpperCase() + key.slice(1)}</kbd>`);
    return caps.join("+");
  });
  return strokes.join(" ");
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}

function main(): void {
  for (const [path, text] of pages((file) => readFileSync(file, "utf8"))) {
    writeFileSync(path, text);
  }
}

if (process.argv[1]?.endsWith("docs.mts")) {
  main();
}
