// Another process that holds a lock until somebody ends it.
import { FileLock } from "../../../src/storage/fileLock";
import { setupOf, tell } from "../auth/setup/childProcess";

const { directory, name } = setupOf() as { readonly directory: string; readonly name: string };
const lock = new FileLock(directory, { heartbeatEvery: 20 });
void lock.run(name, async () => {
  await tell("held");
  // The open channel to the parent keeps this process alive.
  await new Promise((resolve) => process.once("disconnect", resolve));
});
