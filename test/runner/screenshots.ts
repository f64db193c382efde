// `npm run screenshots`: the end-to-end run takes the README's pictures, and the panel's anew.
import { cpSync } from "node:fs";
import { runChild } from "./child";

const environment = { ...process.env, UPDATE_PICTURES: "1" };
const code = await runChild(process.execPath, ["out/test/runner/main.mjs", "e2e"], environment);
if (code === 0) {
  cpSync("out/screenshots", "media/screenshots", { recursive: true });
}
process.exit(code);
