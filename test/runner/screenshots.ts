// `npm run screenshots`: the end-to-end run takes the README's pictures, and the panel's anew.
import { copyFileSync, readFileSync } from "node:fs";
import { runChild } from "./child";

const environment = { ...process.env, UPDATE_PICTURES: "1" };
const code = await runChild(process.execPath, ["out/test/runner/main.mjs", "e2e"], { env: environment });
if (code === 0) {
  for (const [, name = ""] of readFileSync("README.md", "utf8").matchAll(/media\/screenshots\/([\w-]+\.png)/g)) {
    copyFileSync(`out/screenshots/${name}`, `media/screenshots/${name}`);
  }
}
process.exit(code);
