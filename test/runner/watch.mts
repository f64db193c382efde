// `npm run watch`: builds the extension, and again whenever a file of it changes. Reload the window to see it.
// Node runs this file as it is (it strips the types).
import { watch } from "node:fs";
import { createRequire } from "node:module";

/** Milliseconds: an editor that saves several files, or one in several steps, causes one build. */
const PAUSE_MS = 50;

const { developmentBuild } = createRequire(import.meta.url)("../../esbuild.js") as {
  developmentBuild(): Promise<() => Promise<void>>;
};
const buildNow = await developmentBuild();

let isBuilding = false;
let isStale = false;
let pause: NodeJS.Timeout | undefined;

/** The task in .vscode/tasks.json knows the beginning and the end of a build by these words. */
async function build(): Promise<void> {
  isBuilding = true;
  const began = performance.now();
  console.log("Building…");
  const outcome = await buildNow().then(
    () => "Built",
    // esbuild has printed why.
    () => "Failed",
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${outcome} in ${seconds} s at ${new Date().toLocaleTimeString()}`);
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

for (const folder of ["src", "l10n"]) {
  watch(folder, { recursive: true }, changed);
}
await build();
