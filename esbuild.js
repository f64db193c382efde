// Bundles the extension into dist/ and, with --tests, everything that tests and the demo run into out/.
// Two files for the extension host: activation stays small, and MastraClient (which brings zod) is
// loaded by the first request only. facts/mastra.md §1 has the sizes.
const { globSync, rmSync } = require("node:fs");
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
      entryPoints: globSync("test/{unit,webview}/**/*.test.{ts,tsx}"),
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
  await Promise.all(builds.map((options) => esbuild.build(options)));
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
