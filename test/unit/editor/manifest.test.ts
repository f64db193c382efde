import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { COMMANDS } from "../../../src/editor/commandIds";

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly chatAgents: readonly { path: string; name: string }[];
    readonly chatSkills: readonly { path: string; name: string }[];
    readonly languageModelTools: readonly { toolReferenceName: string }[];
    readonly commands: readonly { command: string; category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly menus: Readonly<Record<string, readonly { command: string; group?: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly keybindings: readonly { command: string; key: string; mac: string; when: string }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { restrictedConfigurations: readonly string[] } };
}

interface Step {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

interface Setting {
  readonly pattern?: string;
  readonly items?: { readonly properties: Readonly<Record<string, { readonly pattern?: string }>> };
}

/** Letters X for which VS Code binds nothing to Ctrl+K Ctrl+X, nor to Cmd+K Cmd+X on a Mac. */
const FREE = ["g", "v", "y", "z"];

/** Where the key `agentChat.inChat` is set. */
const MODELS_FILE = "src/editor/languageModel/createAgentModels.ts";

const text = readFileSync("package.json", "utf8");
const manifest = JSON.parse(text) as Manifest;
const strings = JSON.parse(readFileSync("package.nls.json", "utf8")) as Record<string, string>;

describe("package.json", () => {
  it("offers exactly the commands that the code registers", () => {
    deepStrictEqual(manifest.contributes.commands.map(({ command }) => command).sort(), Object.values(COMMANDS).sort());
    ok(manifest.contributes.commands.every(({ category }) => category === "Agent Chat"));
  });

  it("is loaded by the first file of a window, for the light bulb, and otherwise by what somebody asks for", () => {
    const { activationEvents } = manifest;
    ok(activationEvents.includes("onLanguage"));
    deepStrictEqual(
      activationEvents.filter((event) => event === "*" || event === "onStartupFinished"),
      [],
    );
  });

  it("has an agent and a skill for other assistants, as VS Code reads them, which know the tool", () => {
    const { chatAgents, chatSkills, languageModelTools } = manifest.contributes;
    const [tool] = languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    for (const { path, name } of [...chatAgents, ...chatSkills]) {
      const file = readFileSync(path, "utf8");
      ok(/^---\n(?:[\w-]+: .+\n)*description: .+\n(?:[\w-]+: .+\n)*---\n/.test(file), path);
      ok(file.includes(tool ?? "?"), path);
      ok(/^[\w-]+$/.test(name), name);
    }
    for (const { path, name } of chatSkills) {
      strictEqual(basename(dirname(path)), name);
      ok(readFileSync(path, "utf8").includes(`name: ${name}\n`));
    }
  });

  it("puts only known commands into menus", () => {
    const known = new Set<string>(Object.values(COMMANDS));
    for (const items of Object.values(manifest.contributes.menus)) {
      ok(items.every(({ command }) => known.has(command)));
    }
  });

  it("binds the chat and the question about a selection to chords that VS Code leaves free", () => {
    const { keybindings } = manifest.contributes;
    deepStrictEqual(
      keybindings.map(({ command }) => command),
      [COMMANDS.focus, COMMANDS.askAboutSelection],
    );
    for (const { key, mac, when } of keybindings) {
      const [, letter = ""] = /^ctrl\+k ctrl\+([a-z])$/.exec(key) ?? [];
      ok(FREE.includes(letter), `${key} is VS Code's own`);
      strictEqual(mac, key.replaceAll("ctrl", "cmd"));
      // A terminal clears itself with Cmd+K, which a chord that begins with it would take away.
      ok(/!terminalFocus|editorTextFocus/.test(when));
    }
    strictEqual(new Set(keybindings.map(({ key }) => key)).size, keybindings.length);
  });

  it("asks about the selection at the top of the chats in the editor's menu", () => {
    const item = manifest.contributes.menus["editor/context"]?.find(
      ({ command }) => command === COMMANDS.askAboutSelection,
    );
    strictEqual(item?.group, "1_chat@0");
  });

  it("takes an address without its scheme in the settings", () => {
    const { properties } = manifest.contributes.configuration;
    const simple = properties["agentChat.serverUrl"]?.pattern ?? "";
    const listed = properties["agentChat.servers"]?.items?.properties["url"]?.pattern ?? "";
    for (const url of ["localhost:4999", "mastra.example.com/v1", "https://mastra.example.com", "http://[::1]:4111"]) {
      deepStrictEqual([new RegExp(simple).test(url), new RegExp(listed).test(url)], [true, true], url);
    }
    for (const url of ["ftp://example.com", "a b", "mailto:ada@example.com"]) {
      deepStrictEqual([new RegExp(simple).test(url), new RegExp(listed).test(url)], [false, false], url);
    }
  });

  it("has a text for every name in %…%, and no text too many", () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? "");
    deepStrictEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });

  it("lets no untrusted folder say where a sign-in goes", () => {
    const settings = Object.keys(manifest.contributes.configuration.properties);
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    const wanted = settings.filter((name) => /server|apiPrefix|clerk/.test(name));
    deepStrictEqual(
      wanted.filter((name) => !restricted.includes(name)),
      [],
    );
    strictEqual(wanted.length >= 8, true);
  });

  describe("the walkthrough", () => {
    const [{ steps } = { steps: [] }] = manifest.contributes.walkthroughs;
    const known = new Set<string>(Object.values(COMMANDS));

    it("has five steps, whose buttons run commands that there are, in every language", () => {
      strictEqual(steps.length, 5);
      for (const file of globSync("package.nls*.json")) {
        const texts = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
        for (const { description } of steps) {
          const named = [...(texts[description.replaceAll("%", "")] ?? "").matchAll(/\(command:([\w.]+)/g)];
          ok(named.length > 0, `${file}: ${description}`);
          ok(
            named.every(([, command = ""]) => known.has(command) || command === "workbench.action.chat.open"),
            `${file}: ${description}`,
          );
        }
      }
    });

    it("is done with what really happens: commands, and context keys that the code sets", () => {
      const keys = readFileSync("src/editor/contextKeys.ts", "utf8") + readFileSync(MODELS_FILE, "utf8");
      const events = steps.flatMap(({ completionEvents }) => completionEvents);
      for (const event of events) {
        const [kind = "", what = ""] = event.split(":");
        const named = what.match(/agentChat\.\w+/g) ?? [];
        ok(named.length > 0 && ["onCommand", "onContext"].includes(kind), event);
        for (const name of named) {
          const isThere = kind === "onCommand" ? known.has(name) : keys.includes(`"${name.replace("agentChat.", "")}"`);
          ok(isThere || keys.includes(`"${name}"`), name);
        }
      }
    });

    // What is true when VS Code first reads the walkthrough is never done by the event that says so alone.
    it("is done as well with what was there before it was opened", () => {
      const events = steps.map(({ completionEvents }) =>
        completionEvents.filter((event) => event.startsWith("onContext:")),
      );
      const opened = "onContext:activeEditor == gettingStartedPage && ";
      for (const [plain, whenOpened] of events.filter(({ length }) => length > 0)) {
        const wanted = plain?.replace("onContext:", "") ?? "";
        strictEqual(whenOpened, `${opened}${wanted.includes("||") ? `(${wanted})` : wanted}`);
      }
    });

    it("has small pictures in the theme's colors alone, each with a text for those who don't see it", () => {
      for (const { media } of steps) {
        const picture = readFileSync(media.svg, "utf8");
        ok(picture.length < 3_000, media.svg);
        const colors = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color = ""]) => color);
        deepStrictEqual(
          colors.filter((color) => color !== "none" && !color.startsWith("var(--vscode-")),
          [],
        );
        ok((strings[media.altText.replaceAll("%", "")] ?? "") !== "");
      }
    });
  });
});
