// A process of its own for one measurement: `node child.mjs <module> <function> <argument as JSON>`.
import { pathToFileURL } from "node:url";
import { benchFile } from "./inChild";

const [, , module = "", name = "", argument = "null"] = process.argv;

// Whoever wanted the measurement is gone, as after a suite that took too long.
process.once("disconnect", () => process.exit(1));

try {
  const found = (await import(pathToFileURL(benchFile(module)).href)) as Readonly<Record<string, unknown>>;
  const run = found[name];
  if (typeof run !== "function") {
    throw new TypeError(`${module} exports no function ${name}.`);
  }
  // A program cannot know what its functions return; JSON can hold it or the send fails.
  const result: unknown = await (run as (argument: unknown) => unknown)(JSON.parse(argument));
  await report({ result: result ?? null });
} catch (error) {
  await report({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
process.exit(0);

function report(message: object): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) {
      process.send(message, () => resolve());
    } else {
      console.log(message);
      resolve();
    }
  });
}
