// A process of its own for one mocha suite: `node mochaChild.mjs <result file> <timeout ms> <files…>`.
import { runMocha } from "./runMocha";

// Whoever is asked to end leaves by way of "exit", where everything that was started is ended.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(1));
}

const [resultFile = "", timeoutMs = "10000", ...files] = process.argv.slice(2);
const { failed } = await runMocha(files, resultFile, Number(timeoutMs));
// What has just been closed is still listed until the event loop has gone round.
await new Promise((resolve) => setImmediate(resolve));
await new Promise((resolve) => setImmediate(resolve));
// A handle that a test forgot must not keep the run from ending, but it must be seen.
const open = process.getActiveResourcesInfo().filter((kind) => kind !== "TTYWrap" && kind !== "PipeWrap");
if (open.length > 0) {
  console.log(`left open by these tests: ${[...new Set(open)].join(", ")}`);
}
process.exit(failed === 0 ? 0 : 1);
