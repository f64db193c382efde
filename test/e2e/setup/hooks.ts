import { mkdirSync } from "node:fs";
import type { Context } from "mocha";
import { endWorld, theWorld } from "./world";

// Outside of any suite: mocha runs these around all files of the run.

afterEach(async function (this: Context) {
  if (this.currentTest?.state === "failed") {
    const { page } = await theWorld();
    mkdirSync("out/failures", { recursive: true });
    const name = this.currentTest.fullTitle().replace(/\W+/g, "-").slice(0, 100);
    await page.screenshot({ path: `out/failures/${name}.png` }).catch(() => undefined);
    console.log(`      what was on the screen: out/failures/${name}.png`);
  }
});

after(() => endWorld());
