// `npm run package`: the VSIX, the same to the byte wherever the same sources are packaged, and its SBOM beside it.
const { spawnSync } = require("node:child_process");
const { env } = require("./environment");
const { recompress } = require("./recompress");

const VSIX = "mastra-clerk.vsix";
const vsce = ["package", "--no-rewrite-relative-links"];

for (const [script, args] of [
  ["./esbuild.js", ["--production", "--sbom"]],
  [require.resolve("@vscode/vsce/vsce"), [...vsce, "--out", VSIX]],
]) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit", env });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

console.log("Packing it more tightly …");
void recompress(VSIX, "out/packed").then((saved) => console.log(`${VSIX} is ${(saved / 1000).toFixed(1)} KB smaller.`));
