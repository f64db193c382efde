// `npm run watch`: builds the extension, and again whenever a file of it changes. Reload the window to see it.
// Node runs this file as it is (it strips the types).
import { spawn } from "node:child_process";
import { watch } from "node:fs";

/** Milliseconds: an editor that saves several files, or one in several steps, causes one build. */
const PAUSE_MS = 50;

let isBuilding = false;
let isStale = false;
let pause: NodeJS.Timeout | undefined;

/** The task in .vscode/tasks.json knows the beginning and the end of a build by these words. */
async function build(): Promise<void> {
  isBuilding = true;
  const began = performance.now();
  console.log("Building…");
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(process.execPath, ["esbuild.js"], { stdio: "inherit" }).on("error", reject).on("close", resolve);
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? "Built" : "Failed"} in ${seconds} s at ${new Date().toLocaleTimeString()}`);
  isBuilding = false;
  if (isStale) {
    isStale = false;
    await build();
  }
}

function changed(): void {
  clearTimeout(pause);
  pause = setTimeout(() => {
    if (isBuilding) {
      isStale = true;
    } else {
      void build();
    }
  }, PAUSE_MS);
}

watch("src", { recursive: true }, changed);
watch("esbuild.js", changed);
await build();
