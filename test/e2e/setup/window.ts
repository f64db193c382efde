import { failures } from "../../runner/failures";
import { openChat } from "../../stack/page/openChat";
import { signIn } from "../../stack/page/signIn";
import { Attaching } from "./attaching";
import { Chat } from "./chat";
import { dismissAll } from "./dismiss";
import { Editors } from "./editors";
import { keepEvidence } from "./evidence";
import { closePopups, signOut } from "./ways";
import { currentWorld, endWorld, theWorld, type World } from "./world";

/** The account of nearly all tests; anybody else who is signed in was left behind. */
const ALICE = /^Account alice@example\.com\. /;

let kept: Promise<void>[] = [];
/** A test has failed, and how it has left the window cannot be seen in all of it. */
let distrusted = false;
let toDismiss = false;

// At once, before the hooks that follow a test tidy up.
failures.on("failed", (title) => {
  const world = currentWorld();
  if (world !== undefined) {
    distrusted = true;
    toDismiss = true;
    kept.push(
      keepEvidence(world, title).then(
        (files) => console.log(files.map((file) => `      kept: ${file}`).join("\n")),
        (error: unknown) => console.log(`      nothing could be kept of it: ${String(error)}`),
      ),
    );
  }
});

// Outside of any suite: mocha runs these around all files of the run.

beforeEach("closes what a failed test has left open", async () => {
  await evidenceIsKept();
  const world = currentWorld();
  if (toDismiss && world !== undefined) {
    toDismiss = false;
    await dismissAll(world.page);
  }
});

afterEach("keeps what is known of a failed test, and lets paused answers go on", async () => {
  await evidenceIsKept();
  currentWorld()?.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
});

after("ends everything that was started", async () => {
  await evidenceIsKept();
  await endWorld();
});

async function evidenceIsKept(): Promise<void> {
  const all = kept;
  kept = [];
  await Promise.all(all);
}

/**
 * The first thing in the `describe` of each file: whatever the file before has left behind, also when it failed in
 * the middle, is gone when the file's own hooks begin.
 */
export function startsFromKnownState(): void {
  before("brings the window into a known state", async () => {
    await evidenceIsKept();
    await toKnownState(await theWorld());
  });
}

/** The window of this run with the chat open, whoever is signed in; after a failure it is mended first. */
export async function openedChat(): Promise<{ world: World; chat: Chat }> {
  const world = await theWorld();
  if (distrusted) {
    await toKnownState(world);
  }
  const opened = world.page.url() !== "about:blank";
  await openChat(world.page, opened ? undefined : world.host.url);
  return { world, chat: new Chat(world.page) };
}

/** The same, with Alice signed in unless somebody else is, an empty thread of the first agent and nothing in the box. */
export async function signedInChat(): Promise<{ world: World; chat: Chat }> {
  const { world, chat } = await openedChat();
  if (!world.isConfigured()) {
    await knowsServer(world, chat);
  }
  await knowsWhoIsThere(chat);
  if (await chat.button("Sign in").first().isVisible()) {
    await signIn(world.page);
  }
  await chat.ready();
  await chat.newThread();
  if ((await chat.message.inputValue()) !== "") {
    await chat.message.fill("");
  }
  if ((await chat.agent.inputValue()) !== "weatherAgent") {
    await chat.agent.selectOption({ label: "Weather Agent" });
  }
  return { world, chat };
}

/**
 * Waits until the panel shows the run's own server. Settings are read a moment after they were written, and what is
 * pressed before that is for the server before.
 */
function knowsServer({ mastra }: World, chat: Chat): Promise<void> {
  return chat.button(`Server ${new URL(mastra.url).host}. Switch or configure`).waitFor();
}

/** Waits until the panel shows either an account or the way to sign in; agents may be shown before that is known. */
export function knowsWhoIsThere(chat: Chat): Promise<void> {
  const account = chat.frame.getByRole("button", { name: /^Account .*Switch account$/ });
  return chat.until(
    "the chat to know who is there",
    async () => (await account.isVisible()) || (await chat.button("Sign in").first().isVisible()),
  );
}

/**
 * One window, that of the run, without a list, dialog, menu, notification, editor or terminal; the settings as the
 * run began; no outage and no disguise; nobody signed in but Alice; nothing in the message box. After a failure
 * the window is loaded anew and nobody is signed in.
 */
async function toKnownState(world: World): Promise<void> {
  const { page, auth, mastra, observer } = world;
  const thorough = distrusted;
  observer.disguise(undefined);
  auth.recover();
  mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
  await closePopups(world);
  await world.closeOtherWindows();
  const reload = thorough || world.isConfigured();
  world.configure({});
  if (page.url() === "about:blank") {
    distrusted = false;
    return;
  }
  await page.bringToFront();
  await openChat(page, reload ? world.host.url : undefined);
  await dismissAll(page);
  const chat = new Chat(page);
  const editors = new Editors(chat);
  await editors.closeAll();
  if (await page.locator(".part.panel .terminal-wrapper").first().isVisible()) {
    await editors.run("Terminal: Kill All Terminals");
  }
  await knowsServer(world, chat);
  await knowsWhoIsThere(chat);
  if (await chat.button("Close threads").isVisible()) {
    await chat.button("Close threads").click();
  }
  await new Attaching(chat).clear();
  await chat.message.fill("");
  const isSignedIn = !(await chat.button("Sign in").first().isVisible());
  const isAlice = await chat.frame.getByRole("button", { name: ALICE }).first().isVisible();
  if (isSignedIn && (thorough || !isAlice)) {
    await signOut(chat);
  }
  if (thorough) {
    const forgotten = { domain: new URL(auth.issuer).hostname };
    await page.context().clearCookies(forgotten);
    // What was typed for her comes back with her.
    await signIn(page);
    await chat.message.fill("");
    await signOut(chat);
    await page.context().clearCookies(forgotten);
  }
  distrusted = false;
}
