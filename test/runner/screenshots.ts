// `npm run screenshots`: the end-to-end run takes the pictures of README and docs, and the panel's anew.
import { copyFileSync, globSync, readFileSync } from "node:fs";
import { runChild } from "./child";

const environment = { ...process.env, UPDATE_PICTURES: "1" };
const code = await runChild(process.execPath, ["out/test/runner/main.mjs", "e2e"], { env: environment });
if (code === 0) {
  const texts = ["README.md", ...globSync("docs/*.md")].map((path) => readFileSync(path, "utf8"));
  for (const [, name = ""] of texts.join("\n").matchAll(/media\/screenshots\/([\w-]+\.(?:png|webp))/g)) {
    copyFileSync(`out/screenshots/${name}`, `media/screenshots/${name}`);
  }
}
process.exit(code);
