// `npm run screenshots`: the end-to-end run takes the pictures of README and docs, and the panel's anew.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { smallPng, stepsForPeople } from "../e2e/setup/gallery/smallPng";
import { runChild } from "./child";

/** Bytes that a picture of README and docs may have. */
const MOST_BYTES = 80_000;

const environment = { ...process.env, UPDATE_PICTURES: "1" };
let code = await runChild(process.execPath, ["out/test/runner/main.mjs", "e2e"], { env: environment });
if (code === 0) {
  const texts = ["README.md", ...globSync("docs/*.md")].map((path) => readFileSync(path, "utf8"));
  for (const [, name = ""] of texts.join("\n").matchAll(/media\/screenshots\/([\w-]+\.(?:png|webp))/g)) {
    const taken = readFileSync(`out/screenshots/${name}`);
    // A moving picture is small as it comes.
    const picture = name.endsWith(".png") ? smallPng(taken, stepsForPeople) : taken;
    writeFileSync(`media/screenshots/${name}`, picture);
    if (picture.length > MOST_BYTES && name.endsWith(".png")) {
      console.error(`${name} has ${picture.length} bytes, and ${MOST_BYTES} are the most: take a picture of less.`);
      code = 1;
    }
  }
}
process.exit(code);
