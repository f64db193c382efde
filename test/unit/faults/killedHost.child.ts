// The extension host of a window: it does one thing, says how far it is, and is killed there.
import { setTimeout as pause } from "node:timers/promises";
import { textOf } from "../../../src/chat/turn/turnChanges";
import { setupOf, tell } from "../auth/setup/childProcess";
import { until } from "../chat/scriptedAgents";
import { to } from "./call";
import { openResting, type RestingSetup } from "./restingWindow";

/** In the middle of what it is killed. */
export type Deed = "stream" | "refresh" | "index" | "switch";

export interface HostSetup extends RestingSetup {
  readonly email: string;
  readonly other: string;
  readonly deed: Deed;
  readonly question: string;
  readonly draft: string;
}

const setup = setupOf() as HostSetup;
const { email, other, deed, question, draft } = setup;
const window = openResting(setup, email);
const TOKEN = to("POST", /\/oauth\/token$/);

async function streaming(): Promise<void> {
  const sending = window.send(question);
  sending.catch(() => undefined);
  const { shown } = window;
  await until(() => shown.lastTurn?.role === "agent" && textOf(shown.lastTurn).length > 20);
}

async function live(): Promise<void> {
  if (!(await window.reopen())) {
    throw new Error("nobody is signed in");
  }
  window.session.navigator.newThread();
  window.type(draft);
  switch (deed) {
    case "stream":
      await streaming();
      break;
    case "refresh": {
      await window.asked(question);
      const since = window.network.requests.length;
      const session = await window.auth.store.all(window.auth.instance);
      const { accessToken } = session.find(({ identity }) => identity.label === email)!;
      const renewing = window.auth.tokens
        .forAccount(window.account!)
        .get("https://agents.example.com", { rejected: accessToken });
      renewing.catch(() => undefined);
      await until(() => window.network.requests.slice(since).some(TOKEN));
      break;
    }
    case "index":
      await window.asked(question);
      for (let title = 0; title < 200; title += 1) {
        window.shown.rename(`${question} ${String(title)}`);
        if (title === 3) {
          await tell(`at it ${window.shown.threadId}`);
        }
        await pause(1);
      }
      return;
    case "switch": {
      await streaming();
      const { threadId } = window.shown;
      await tell(`at it ${threadId}`);
      await window.become(other);
      await window.become(email);
      return;
    }
  }
  await tell(`at it ${window.shown.threadId}`);
}

process.once("disconnect", () => process.exit(1));
live().catch((error: unknown) => tell(`failed: ${String(error)}`));
