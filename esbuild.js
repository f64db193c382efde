// Bundles the extension into dist/ and, with --tests, everything that tests and the demo run into out/.
// Two files for the extension host: activation stays small, and MastraClient (which brings zod) is
// loaded by the first request only. facts/mastra.md §1 has the sizes.
const { existsSync, globSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const esbuild = require("esbuild");

const production = process.argv.includes("--production");
const withTests = process.argv.includes("--tests");

const common = {
  bundle: true,
  logLevel: "warning",
  minify: production,
  sourcemap: production ? false : "linked",
  legalComments: "none",
  target: "node22",
};

/** @type {import("esbuild").BuildOptions[]} */
const extension = [
  {
    ...common,
    entryPoints: ["src/extension.ts"],
    outdir: "dist",
    platform: "node",
    format: "cjs",
    external: ["vscode", "./mastraClient.js"],
    // The lazily loaded half is a file of its own beside this one.
    plugins: [
      {
        name: "separate-client",
        setup(build) {
          build.onResolve({ filter: /\/mastraClient$/ }, () => ({ path: "./mastraClient.js", external: true }));
        },
      },
    ],
  },
  { ...common, entryPoints: ["src/agents/mastraClient.ts"], outdir: "dist", platform: "node", format: "cjs" },
  {
    ...common,
    entryPoints: { webview: "src/webview/main.tsx" },
    outdir: "dist",
    platform: "browser",
    format: "iife",
    target: "chrome128",
    jsx: "automatic",
    jsxImportSource: "preact",
  },
];

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
  const builds = withTests ? [...extension, ...testBuilds()] : extension;
  const results = await Promise.all(builds.map((options) => esbuild.build({ ...options, metafile: true })));
  if (production) {
    writeNotices(results.slice(0, extension.length).flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  }
}

/** The licences of everything that is bundled, as those licences ask. */
function writeNotices(inputs) {
  const folder = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
  const folders = new Set(inputs.map((input) => folder.exec(input)?.[1]).filter((found) => found !== undefined));
  const notices = new Map();
  for (const path of folders) {
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const file = globSync(join(path, "LICEN[CS]E*")).find(existsSync);
    const text = file === undefined ? "" : `\n\n${readFileSync(file, "utf8").trim()}`;
    notices.set(`${name} ${version}`, `${name} ${version} (${license})${text}\n`);
  }
  const sorted = [...notices].sort(([a], [b]) => a.localeCompare(b)).map(([, notice]) => notice);
  const head = "Agent Chat contains the following software, under the licences given with each.\n";
  writeFileSync("dist/NOTICE.txt", [head, ...sorted].join(`\n${"-".repeat(80)}\n\n`));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
