import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

interface Manifest {
  readonly main?: string;
  readonly browser?: string;
  readonly extensionKind?: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const file = join(process.cwd(), "build", "webManifest.js");
const { webManifest } = createRequire(file)(file) as { webManifest: (manifest: Manifest) => Manifest };
const desktop = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const web = webManifest(desktop);

const commandsOf = ({ contributes }: Manifest): readonly string[] => contributes.commands.map(({ command }) => command);

describe("the package for browsers", () => {
  it("has the browser's code alone, and the other package has none of it", () => {
    strictEqual(web.browser, "./dist/web/extension.js");
    deepStrictEqual([web.main, web.extensionKind, desktop.browser], [undefined, undefined, undefined]);
  });

  it("has every command but those that need a terminal or git, and every setting but that of the editor's tools", () => {
    const gone = commandsOf(desktop).filter((command) => !commandsOf(web).includes(command));
    deepStrictEqual(gone.map((command) => command.replace("agentChat.", "")).sort(), [
      "askAboutTerminal",
      "explainChanges",
      "reviewChanges",
      "writeCommitMessage",
    ]);
    const settings = (manifest: Manifest): readonly string[] =>
      Object.keys(manifest.contributes.configuration.properties);
    deepStrictEqual(
      settings(desktop).filter((name) => !settings(web).includes(name)),
      ["agentChat.editorTools"],
    );
  });

  it("has no menu entry without its command", () => {
    const entries = Object.values(web.contributes.menus).flat();
    ok(entries.length > 10);
    const own = entries.map(({ command }) => command).filter((command) => command.startsWith("agentChat."));
    deepStrictEqual(
      own.filter((command) => !commandsOf(web).includes(command)),
      [],
    );
  });
});
