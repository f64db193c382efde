// Bundles the extension into dist/ and, with --tests, everything that tests and the demo run into out/.
// Activation stays small: what only a feature needs, and MastraClient, are chunks of their own.
const { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { basename, join, relative } = require("node:path");
const esbuild = require("esbuild");

const production = process.argv.includes("--production");
const withTests = process.argv.includes("--tests");

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
  target: "node22",
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
  // Without the conversion of zod schemas, which nothing here uses: 195 KB instead of 874.
  alias: {
    "@mastra/schema-compat/schema": "./src/agents/jsonSchemasOnly.ts",
    "@mastra/schema-compat/zod-to-json": "./src/agents/jsonSchemasOnly.ts",
    // Its ES modules, of which only what is used is bundled.
    yaml: "./node_modules/yaml/browser/index.js",
  },
  // Agents that talk to one another (A2A), which nothing here asks for: another 46 KB.
  plugins: [
    {
      name: "without-a2a",
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /^(@a2a-js\/|jose$|canonicalize$)/ }, ({ path }) => ({ path, namespace: "left-out" }));
        onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
      },
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

/**
 * esbuild splits ES modules only, and VS Code 1.105 loads CommonJS best: the chunks are split as the
 * one and written as the other, so that all of them share one copy of every module.
 */
async function buildHost() {
  const { outputFiles, metafile } = await esbuild.build({ ...host, metafile: true, write: false });
  mkdirSync("dist", { recursive: true });
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await esbuild.transform(text, {
        format: "cjs",
        platform: "node",
        target: "node22",
        minify: production,
        sourcemap: production ? false : "inline",
        supported: { "dynamic-import": false },
        logLevel: "warning",
      });
      writeFileSync(path, code);
    }),
  );
  return { metafile };
}

/**
 * The panel's script and what it loads later. esbuild puts everything that two of them share into files of its own,
 * twenty of them, each of which a webview fetches through a service worker: in a production build they are one file
 * with the script again, from which the later ones import.
 */
async function buildPanel() {
  if (!production) {
    return esbuild.build({ ...panel, metafile: true });
  }
  const { outputFiles, metafile } = await esbuild.build({ ...panel, metafile: true, write: false });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const first = new Set(["webview.js"]);
  for (const name of first) {
    for (const { path, kind } of outputs.get(name)?.imports ?? []) {
      if (kind === "import-statement") {
        first.add(basename(path));
      }
    }
  }
  const shared = [...first].filter((name) => name !== "webview.js");
  const bundle = (entry, load) =>
    esbuild.build({
      ...panel,
      splitting: false,
      entryPoints: undefined,
      stdin: { contents: entry, resolveDir: "dist" },
      write: false,
      plugins: [
        {
          name: "built-files",
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^\.\/webview/ }, ({ path, kind }) => {
              const name = basename(path);
              return kind === "dynamic-import" || load(name) === undefined
                ? { path, external: true }
                : { path: name, namespace: "built" };
            });
            onLoad({ filter: /.*/, namespace: "built" }, ({ path }) => ({ contents: load(path), resolveDir: "dist" }));
          },
        },
      ],
    });
  const later = [...texts.keys()].filter((name) => name.endsWith(".js") && !first.has(name));
  const files = await Promise.all([
    bundle(
      [...shared.map((name, index) => `export * as s${index} from "./${name}";`), 'import "./webview.js";'].join("\n"),
      (name) => (first.has(name) ? texts.get(name) : undefined),
    ),
    ...later.map((entry) =>
      bundle(texts.get(entry), (name) => {
        const index = shared.indexOf(name);
        const names = outputs.get(name)?.exports.join(", ");
        return index < 0
          ? undefined
          : `import { s${index} } from "./webview.js"; export const { ${names} } = s${index};`;
      }),
    ),
  ]);
  mkdirSync("dist", { recursive: true });
  files.forEach(({ outputFiles: [file] }, index) =>
    writeFileSync(join("dist", ["webview.js", ...later][index]), file.text),
  );
  writeFileSync("dist/webview.css", texts.get("webview.css"));
  return { metafile };
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

/** @returns {import("esbuild").BuildOptions[]} */
function testBuilds() {
  rmSync("out/test", { recursive: true, force: true });
  return [
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
  rmSync("dist", { recursive: true, force: true });
  const [shipped] = await Promise.all([
    Promise.all([buildHost(), buildPanel()]),
    ...(withTests ? testBuilds() : []).map((options) => esbuild.build(options)),
  ]);
  if (production) {
    writeNotices(shipped.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  }
}

/** Packages that another one has bundled into its own files, which makes them no inputs. */
const bundledWithin = new Map([["@dagrejs/dagre", "@dagrejs/graphlib"]]);

/** Licences that ask for their text or its address (CC BY 4.0, section 3(a)(1)(C)). */
const linked = { "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/" };

/** The licences of everything that is bundled, as those licences ask; a text that several have stands there once. */
function writeNotices(inputs) {
  const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = new Set(inputs.map((input) => folder.exec(input)?.[1]).filter((found) => found !== undefined));
  for (const [outer, inner] of bundledWithin) {
    const found = [...folders].find((path) => path.endsWith(`/${outer}`));
    if (found !== undefined) {
      folders.add(join(found, relative(outer, inner)));
    }
  }
  const names = new Map();
  for (const path of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = globSync(join(path, "LICEN[CS]E*")).sort().find(existsSync);
    const text = linked[license] ?? (file === undefined ? "" : readFileSync(file, "utf8").trim());
    names.set(text, new Set([...(names.get(text) ?? []), `${name} ${version} (${license})`]));
  }
  const notices = [...names].map(([text, of]) => `${[...of].sort().join("\n")}${text === "" ? "" : `\n\n${text}`}\n`);
  const head = "Agent Chat contains the following software, under the licences given with each.\n";
  writeFileSync("dist/NOTICE.txt", [head, ...notices.sort()].join(`\n${"-".repeat(80)}\n\n`));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
