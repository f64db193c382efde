// Bundles the extension into dist/ and, with --tests, everything that tests and the demo run into out/.
// Activation stays small: what only a feature needs, and MastraClient, are chunks of their own.
const { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { basename, dirname, join } = require("node:path");
const esbuild = require("esbuild");
const { billOfMaterials, bundledPackages, notices } = require("./build/bundled.js");
const { minified } = require("./build/minify.js");
const { textKey } = require("./src/shared/translations.ts");

const production = process.argv.includes("--production");
const withTests = process.argv.includes("--tests");
const onlyCheckClerk = process.argv.includes("--check-clerk");

/**
 * Mermaid diagrams are laid out by dagre in place of ELK, which alone is 1.5 MB, thrice the extension. As a path, so
 * that tests bundle it as well.
 */
const diagrams = {
  "beautiful-mermaid": "./node_modules/beautiful-mermaid/dist/index.js",
  "elkjs/lib/elk.bundled.js": "./src/webview/diagram/elkLayout.ts",
};

const common = {
  bundle: true,
  logLevel: "warning",
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  // Names of chunks come from the paths of their files, and those are the same wherever node_modules really is.
  preserveSymlinks: true,
  target: "node22",
};

/** Without the conversion of zod schemas, which nothing here uses: 195 KB instead of 874. */
const withoutZod = {
  "@mastra/schema-compat/schema": "./src/agents/jsonSchemasOnly.ts",
  "@mastra/schema-compat/zod-to-json": "./src/agents/jsonSchemasOnly.ts",
};

/** Agents that talk to one another (A2A), which nothing here asks for: another 46 KB. */
const withoutA2a = {
  name: "without-a2a",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(@a2a-js\/|jose$|canonicalize$)/ }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * The half in the extension host: what activation needs, and chunks that the first use of a feature loads.
 * @type {import("esbuild").BuildOptions}
 */
const host = {
  ...common,
  entryPoints: ["src/extension.ts", "src/agents/mastraClient.ts"],
  outdir: "dist",
  platform: "node",
  format: "esm",
  splitting: true,
  entryNames: "[name]",
  chunkNames: "[name]-[hash]",
  external: ["vscode"],
  sourcemap: production ? false : "inline",
  alias: withoutZod,
  plugins: [withoutA2a],
};

/** Files of their own in a browser: a large library each, which shares nothing with the rest (see packageFile.ts). */
const besideIt = ["src/agents/mastraClient.ts", "src/editor/prompts/yaml.ts"];

/**
 * The same for an extension host in a browser (vscode.dev, github.dev), which loads one file, `dist/web/extension.js`;
 * what is beside it comes with its first use. A module of Node is an error here: what needs one has a twin in a folder
 * `web` beside it.
 * @type {import("esbuild").BuildOptions}
 */
const webHost = {
  ...common,
  entryPoints: ["src/extension.ts", ...besideIt],
  outdir: "dist/web",
  entryNames: "[name]",
  platform: "browser",
  format: "cjs",
  target: "chrome128",
  // VS Code reads it as UTF-8, and escapes are longer.
  charset: "utf8",
  external: ["vscode"],
  sourcemap: production ? false : "inline",
  // What asks for it asks whether it is there.
  define: { "globalThis.Buffer": "undefined" },
  alias: withoutZod,
  plugins: [
    withoutA2a,
    {
      name: "web-twins",
      setup: ({ onResolve }) =>
        onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer }) => {
          const file = `${join(resolveDir, path)}.ts`;
          const twin = join(dirname(file), "web", basename(file));
          return existsSync(twin) && importer !== twin ? { path: twin } : undefined;
        }),
    },
  ],
};

/**
 * The panel: its script, and chunks that the first code block, form and so on load (as modules: a script that a
 * module imports has the module's nonce). What they share with the script is `webview-…`, which comes with it.
 * @type {import("esbuild").BuildOptions}
 */
const panel = {
  ...common,
  entryPoints: { webview: "src/webview/main.tsx" },
  outdir: "dist",
  platform: "browser",
  format: "esm",
  splitting: true,
  chunkNames: "webview-[name]-[hash]",
  target: "chrome128",
  // Module scripts are always read as UTF-8 (HTML, "fetch a single module script"), and escapes are longer.
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  alias: diagrams,
  plugins: [
    {
      // The panel's icons (icons.css), on a grid of 16 pixels: a hundredth of one is exact enough, and half the bytes.
      name: "icons",
      setup: ({ onLoad }) =>
        onLoad({ filter: /\.svg$/ }, ({ path }) => ({
          contents: readFileSync(path, "utf8").replace(/(\.\d\d)\d+/g, "$1"),
          loader: "dataurl",
        })),
    },
  ],
};

/** An import of names, as esbuild writes it: the names, and the file. */
const IMPORT = /import\s*\{([^}]*)\}\s*from\s*"\.\/([^"]+)"/g;

/**
 * esbuild puts everything that two files share into files of its own, dozens of them: a webview fetches each through a
 * service worker, and each has a beginning of its own. Here what is always loaded together is one file again, from
 * which the others import.
 *
 * @param built what esbuild has split
 * @param options with which it was built
 * @param entries names of the files into which everything that they import at once is joined, those first that are
 *   loaded first; what two of them import is in the first one
 * @param apart a file with a copy of its own of what it imports at once, since it is also loaded without the others
 * @param seldom files that are small and seldom loaded, which are one file together, `seldom.js`
 * @returns the text of each file that is left, by its name
 */
async function joined({ outputFiles, metafile }, options, entries, apart, seldom = []) {
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  /** Names of the files of each entry, itself first; and the entry of each of these files. */
  const groups = new Map();
  const groupOf = new Map();
  const withImports = (entry) => {
    const members = new Set([entry]);
    for (const name of members) {
      for (const { path, kind } of outputs.get(name)?.imports ?? []) {
        if (kind === "import-statement" && !groupOf.has(basename(path)) && outputs.has(basename(path))) {
          members.add(basename(path));
        }
      }
    }
    return [...members];
  };
  const importedFrom = (name, own) => {
    const statements = own.flatMap((each) => [...(texts.get(each) ?? "").matchAll(IMPORT)]);
    const lists = statements.filter(([, , path]) => path === name).map(([, names]) => names.split(","));
    return new Set(lists.flat().map((each) => each.trim().split(/\s+as\s+/)[0]));
  };
  const ofApart = apart === undefined ? [] : withImports(apart);
  for (const entry of entries) {
    const members = withImports(entry);
    groups.set(entry, members);
    members.forEach((name) => groupOf.set(name, entry));
  }
  /** A file of another group, as those of its exports that some files import; the others would be read for nothing. */
  const elsewhere = (name, own) => {
    const entry = groupOf.get(name);
    const wanted = importedFrom(name, own);
    const names = outputs
      .get(name)
      ?.exports.filter((each) => wanted.has(each))
      .join(", ");
    if (names === "") {
      return `import "./${entry}";`;
    }
    if (name === entry) {
      return `export { ${names} } from "./${entry}";`;
    }
    const shared = `s${groups.get(entry).indexOf(name)}`;
    return `import { ${shared} } from "./${entry}"; export const { ${names} } = ${shared};`;
  };
  const bundle = async (own, contents) => {
    const { outputFiles: files } = await esbuild.build({
      ...options,
      splitting: false,
      entryPoints: undefined,
      entryNames: undefined,
      stdin: { contents, resolveDir: "dist" },
      write: false,
      plugins: [
        {
          name: "built-files",
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^\.\// }, ({ path, kind, importer }) => {
              const name = basename(path);
              const isElsewhere = !own.includes(name);
              // What is asked for from within such a file's own stand-in is the file itself.
              return kind === "dynamic-import" || (isElsewhere && (importer.endsWith("?") || !groupOf.has(name)))
                ? { path, external: true }
                : { path: isElsewhere ? `${name}?` : name, namespace: "built" };
            });
            onLoad({ filter: /.*/, namespace: "built" }, ({ path }) => ({
              contents: path.endsWith("?") ? elsewhere(path.slice(0, -1), own) : texts.get(path),
              resolveDir: "dist",
            }));
          },
        },
      ],
    });
    return files[0].text;
  };
  const inGroups = entries.map(async (entry) => {
    const [, ...shared] = groups.get(entry);
    const contents = [
      `export * from "./${entry}";`,
      ...shared.map((name, index) => `export * as s${index + 1} from "./${name}";`),
    ].join("\n");
    return [entry, await bundle(groups.get(entry), contents)];
  });
  const others = [...texts.keys()].filter(
    (name) => name.endsWith(".js") && !groupOf.has(name) && !seldom.includes(name),
  );
  const together = async () => {
    const contents = seldom.map((name, index) => `export * as s${index} from "./${name}";`).join("\n");
    return ["seldom.js", await bundle(seldom, contents)];
  };
  const alone = others.map(async (name) => [name, await bundle(name === apart ? ofApart : [name], texts.get(name))]);
  const built = await Promise.all([...inGroups, ...alone, ...(seldom.length > 0 ? [together()] : [])]);
  const asked = (text) =>
    seldom.reduce(
      (before, name, index) =>
        before.replaceAll(`import("./${name}")`, `import("./seldom.js").then((all) => all.s${index})`),
      text,
    );
  return withoutHashes(new Map(built.map(([name, text]) => [name, asked(text)])));
}

/** How esbuild ends the name of a chunk. */
const HASH = /-[A-Z0-9]{8}\.js$/;

/**
 * Files that are named after what is in them alone, and numbered where several are called the same. VS Code keeps each
 * version in a folder of its own, so a hash in a name is of no use there, and nothing packs it.
 */
function withoutHashes(texts) {
  const renamed = new Map([...texts.keys()].filter((name) => !HASH.test(name)).map((name) => [name, name]));
  const taken = new Set(renamed.keys());
  for (const name of [...texts.keys()].filter((each) => HASH.test(each)).sort()) {
    const stem = name.replace(HASH, "");
    let short = `${stem}.js`;
    for (let number = 2; taken.has(short); number++) {
      short = `${stem}${number}.js`;
    }
    taken.add(short);
    renamed.set(name, short);
  }
  const rename = (text) => text.replace(/[\w-]+-[A-Z0-9]{8}\.js/g, (name) => renamed.get(name) ?? name);
  return new Map([...texts].map(([name, text]) => [renamed.get(name), rename(text)]));
}

/**
 * What activation loads comes first, then what a sign-in adds, and the chat to both; then what a first message, an older
 * thread and so on add. What two of them share is in the earlier one, which the other loads: fewer files, and vsce
 * warns of more than a hundred.
 */
const joinedEntries = [
  "createSession",
  "app",
  "chunkStream",
  "storedTurns",
  "statusBar",
  "clerkRequests",
  "threadSearch",
  "createAgentModels",
  "createTasks",
  "createTabs",
  "mirrors",
  "brokenResponses",
  "createParticipant",
  "createClientTools",
  "restoreFiles",
];

/** Each is a few KB and seldom loaded, and none needs more than the chat and a session, which are there by then. */
const seldomLoaded = [
  "modelTurn",
  "mcpServers",
  "wholeResponse",
  "openServerMessage",
  "lostQuestions",
  "plans",
  "threadOptions",
  "agentMemory",
  "callActions",
  "declining",
  "keptRun",
  "manageApprovals",
  "menuAttachments",
  "openLink",
];

/**
 * esbuild splits ES modules only, and VS Code 1.105 loads CommonJS best: the chunks are split as the
 * one and written as the other, so that all of them share one copy of every module.
 */
async function buildHost() {
  const built = await esbuild.build({ ...host, metafile: true, write: false });
  const names = built.outputFiles.map(({ path }) => basename(path));
  const named = (entry) => names.find((name) => name.startsWith(`${entry}-`));
  const entries = ["extension.js", ...joinedEntries.map(named)];
  const texts = production
    ? await joined(built, { ...host, minify: true }, entries, "mastraClient.js", seldomLoaded.map(named))
    : textsOf(built);
  await Promise.all([...texts].map(writeChunk));
  return built;
}

function textsOf({ outputFiles }) {
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

async function writeChunk([name, text]) {
  const { code } = await esbuild.transform(text, {
    format: "cjs",
    // Not "node", which adds a list of the exports to each chunk for ES modules, and none imports them.
    platform: "neutral",
    target: "node22",
    minify: production,
    sourcemap: production ? false : "inline",
    supported: { "dynamic-import": false },
    logLevel: "warning",
  });
  mkdirSync("dist", { recursive: true });
  writeFileSync(join("dist", name), production ? await minified(code, false) : code);
}

/**
 * Both halves for development, again and again in one process: what has not changed is neither read nor written again.
 *
 * @returns builds what is there now; fails when it cannot be built, and the reason has been printed
 */
async function developmentBuild() {
  const [hostHalf, panelHalf] = await Promise.all([
    esbuild.context({ ...host, metafile: true, write: false }),
    esbuild.context(panel),
  ]);
  let before = new Map();
  rmSync("dist", { recursive: true, force: true });
  return async () => {
    const [built] = await Promise.all([hostHalf.rebuild(), panelHalf.rebuild()]);
    const texts = textsOf(built);
    await Promise.all([...texts].filter(([name, text]) => before.get(name) !== text).map(writeChunk));
    // A chunk is named by what is in it, so each change leaves an old one behind.
    [...before.keys()]
      .filter((name) => !texts.has(name))
      .forEach((name) => rmSync(join("dist", name), { force: true }));
    before = texts;
    writeTranslations();
  };
}

/**
 * The half for browsers, one file and what is beside it. In a package it is split first and made one afterwards: where
 * functions import modules, esbuild wraps each module of a single bundle, and of pieces only each piece, 5 KB less.
 */
async function buildWebHost() {
  if (!production) {
    return esbuild.build({ ...webHost, metafile: true });
  }
  const pieces = "out/web-pieces";
  rmSync(pieces, { recursive: true, force: true });
  const split = await esbuild.build({ ...webHost, outdir: pieces, format: "esm", splitting: true, metafile: true });
  const entryPoints = ["src/extension.ts", ...besideIt].map((file) => join(pieces, `${basename(file, ".ts")}.js`));
  const built = await esbuild.build({ ...webHost, entryPoints, alias: {}, plugins: [], write: false });
  mkdirSync("dist/web", { recursive: true });
  for (const [name, text] of textsOf(built)) {
    writeFileSync(join("dist/web", name), await minified(text, false));
  }
  return split;
}

/** The panel's script with what it shares with what comes later, and that. */
async function buildPanel() {
  if (!production) {
    return esbuild.build({ ...panel, metafile: true });
  }
  const built = await esbuild.build({ ...panel, metafile: true, write: false });
  mkdirSync("dist", { recursive: true });
  for (const [name, text] of await joined(built, panel, ["webview.js"])) {
    writeFileSync(join("dist", name), await minified(text, true));
  }
  writeFileSync("dist/webview.css", built.outputFiles.find(({ path }) => path.endsWith(".css")).text);
  return built;
}

const tests = {
  ...common,
  minify: false,
  sourcemap: "linked",
  outdir: "out",
  outbase: ".",
  platform: "node",
  jsx: "automatic",
  jsxImportSource: "preact",
};

/**
 * `npm run check:clerk`, from the extension's own code.
 * @type {import("esbuild").BuildOptions}
 */
const checkClerk = {
  ...tests,
  entryPoints: ["scripts/checkClerk/main.ts"],
  format: "esm",
  splitting: true,
  chunkNames: "scripts/checkClerk/chunks/[name]-[hash]",
  packages: "external",
  outExtension: { ".js": ".mjs" },
};

/** @returns {import("esbuild").BuildOptions[]} */
function testBuilds() {
  rmSync("out/test", { recursive: true, force: true });
  return [
    checkClerk,
    {
      ...tests,
      entryPoints: globSync("test/{unit,webview}/**/*.{test,child}.{ts,tsx}"),
      format: "cjs",
      packages: "external",
      alias: diagrams,
    },
    {
      ...tests,
      entryPoints: globSync("test/integration/**/*.ts"),
      format: "cjs",
      external: ["vscode", "mocha"],
    },
    {
      ...tests,
      entryPoints: globSync("test/{stack,e2e,runner,bench}/**/*.ts"),
      format: "esm",
      splitting: true,
      chunkNames: "test/chunks/[name]-[hash]",
      packages: "external",
      outExtension: { ".js": ".mjs" },
    },
  ].filter((options) => options.entryPoints.length > 0);
}

async function main() {
  if (onlyCheckClerk) {
    await esbuild.build(checkClerk);
    return;
  }
  rmSync("dist", { recursive: true, force: true });
  const [shipped] = await Promise.all([
    Promise.all([buildHost(), buildPanel(), buildWebHost()]),
    ...(withTests ? testBuilds() : []).map((options) => esbuild.build(options)),
  ]);
  writeTranslations();
  const bundled = bundledPackages(shipped.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  writeFileSync("dist/NOTICE.txt", notices(bundled));
  if (process.argv.includes("--notices")) {
    writeFileSync("THIRD_PARTY_NOTICES.md", notices(bundled));
  }
  if (process.argv.includes("--sbom")) {
    writeFileSync("mastra-clerk.cdx.json", billOfMaterials(bundled));
  }
}

/**
 * The texts of all languages in the order of the English ones, of which there are only the keys (read by
 * src/editor/translations.ts).
 *
 * @throws Error where two English texts have one key: another word in one of them gives it another
 */
function writeTranslations() {
  const read = (file) => JSON.parse(readFileSync(join("l10n", file), "utf8"));
  const english = Object.keys(read("bundle.l10n.json"));
  const keys = english.map(textKey);
  const twice = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (twice >= 0) {
    throw new Error(`The key of this text is another one's as well: ${english[twice]}`);
  }
  const write = (name, texts) => writeFileSync(join("dist/l10n", `${name}.json`), JSON.stringify(texts));
  mkdirSync("dist/l10n", { recursive: true });
  write("keys", keys.join(""));
  for (const file of globSync("bundle.l10n.*.json", { cwd: "l10n" })) {
    const texts = read(file);
    const language = file.split(".")[2];
    write(
      language,
      english.map((key) => texts[key] ?? null),
    );
  }
}

if (require.main === module) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

module.exports = { developmentBuild };
