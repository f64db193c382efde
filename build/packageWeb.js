// `npm run package:web`: the VSIX for editors that run extensions in a browser (vscode.dev, github.dev). A package of
// its own for that one target, so that the other one does not carry its code.
const { spawnSync } = require("node:child_process");
const { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");
const { env } = require("./environment");
const { recompress } = require("./recompress");
const { webManifest } = require("./webManifest");

const VSIX = "mastra-clerk-web.vsix";
const STAGE = "out/package-web";

/** What the panel and VS Code read is the same in both packages; of the code that runs, only the browser's is in it. */
const FILES = [
  "package.nls*.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/NOTICE.txt",
  "dist/web/*.js",
  "dist/webview*.js",
  "dist/*.css",
  "dist/l10n/*.json",
  "media/icon.png",
  "media/agentChat.svg",
  "media/assistants/**/*.md",
  "media/walkthrough/*",
];

function run(script, args, cwd = ".") {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit", env, cwd });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

const options = process.argv.slice(2);
// `--built`: of what has just been built.
if (!options.includes("--built")) {
  run("./esbuild.js", ["--production"]);
}
rmSync(STAGE, { recursive: true, force: true });
for (const file of FILES.flatMap((pattern) => globSync(pattern))) {
  mkdirSync(join(STAGE, dirname(file)), { recursive: true });
  cpSync(file, join(STAGE, file));
}
const manifest = webManifest(JSON.parse(readFileSync("package.json", "utf8")));
writeFileSync(join(STAGE, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
// There is nothing in it that is to be left out.
writeFileSync(join(STAGE, ".vscodeignore"), "");
const target = ["--target", "web", "--out", resolve(VSIX), ...options.filter((option) => option !== "--built")];
run(require.resolve("@vscode/vsce/vsce"), ["package", "--no-rewrite-relative-links", ...target], STAGE);
console.log("Packing it more tightly …");
void recompress(VSIX, "out/packed").then((saved) => console.log(`${VSIX} is ${(saved / 1000).toFixed(1)} KB smaller.`));
