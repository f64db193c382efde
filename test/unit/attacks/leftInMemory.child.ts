// A window of its own process, whose memory can be looked through: it asks, tells its secrets, and signs out.
import { once } from "node:events";
import { join } from "node:path";
import { setFlagsFromString, writeHeapSnapshot } from "node:v8";
import { runInNewContext } from "node:vm";
import { setupOf, tell } from "../auth/setup/childProcess";
import { openResting, type RestingSetup } from "../faults/restingWindow";

const setup = setupOf() as RestingSetup;

/** Garbage is no leak, and stays where it is until somebody collects it. */
async function look(name: string): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    collect();
  }
  writeHeapSnapshot(join(setup.folder, `${name}.heapsnapshot`));
}

async function live(): Promise<void> {
  const window = openResting(setup, "ada@example.com");
  await window.open();
  await tell("open");
  // The words come from the other process, so that they are in no constant of this one.
  const [question] = (await once(process, "message")) as [string];
  await window.asked(question);
  const [session] = await window.auth.store.all(window.auth.instance);
  await tell(JSON.stringify([session?.accessToken, session?.refreshToken]));
  await look("before");
  await window.signOut();
  // What this test has written down of what the panel was sent, and of what a cut connection was for.
  window.posted.length = 0;
  window.network.requests.length = 0;
}

live()
  .then(() => look("after"))
  .then(() => tell("left"))
  .catch((error: unknown) => tell(`failed: ${String(error)}`));
