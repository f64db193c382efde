// `npm run package`: the VSIX, the same to the byte wherever the same sources are packaged, and its SBOM beside it.
const { spawnSync } = require("node:child_process");

/** Of every file in the package (ZIP knows no time before 1980, and writes those of the local time zone). */
const env = { ...process.env, SOURCE_DATE_EPOCH: String(Date.UTC(1980, 0, 2) / 1000), TZ: "UTC" };

const vsce = ["package", "--no-rewrite-relative-links"];

for (const [script, args] of [
  ["./esbuild.js", ["--production", "--sbom"]],
  [require.resolve("@vscode/vsce/vsce"), [...vsce, "--out", "mastra-clerk.vsix"]],
]) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: "inherit", env });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
