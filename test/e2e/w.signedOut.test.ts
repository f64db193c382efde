import { deepStrictEqual, match, ok } from "node:assert/strict";
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { browserStorage } from "./setup/browserStorage";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { filesBelow, leaks, pathsBelow } from "./setup/leaks";
import { ThreadList } from "./setup/threadList";
import { signOut } from "./setup/ways";
import { knowsWhoIsThere, signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

/** Words that no other test has, and that the responses repeat. */
const QUESTIONS = ["How warm is it in Ouagadougou?", "How warm is it in Antananarivo?"] as const;
const [FIRST, SECOND] = QUESTIONS;

/** Everything of a profile that VS Code and the extension keep, after somebody has been there and has left. */
describe("what is left of somebody who has signed out", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let tabs: Locator;
  /** What was asked, and what was read. */
  const sentences: string[] = [...QUESTIONS];

  before(async () => {
    ({ world, chat } = await signedInChat());
    tabs = world.page.locator(".editor-group-container .tab");
    await new Editors(chat).closeAll();
  });
  after(async () => {
    await new Editors(chat).closeAll();
  });

  const profile = (): string => join(world.folder, "host");
  const storage = (): string => join(profile(), "user-data", "User", "globalStorage", "agent-chat.mastra-clerk");

  /** Where in files, the browser and the log there is something of some texts. */
  async function places(texts: readonly string[]): Promise<readonly string[]> {
    const files = filesBelow(profile()).map(({ path, content }) => [relative(profile(), path), content] as const);
    const others = [
      ["the browser's storage", await browserStorage(world.page)],
      ["the extension's log", world.observer.log()],
    ] as const;
    return [...files, ...others].flatMap(([name, content]) => leaks(texts, content).map((text) => `${name}: ${text}`));
  }

  async function asked(question: string, city: string): Promise<void> {
    await ask(world.page, question);
    const words = (await waitForAnswer(world.page)).split("\n").find((line) => line.includes(city));
    ok(words !== undefined, "the response names the city");
    sentences.push(words.trim());
  }

  it("was there before: conversations in files that nobody else may read, and tabs with their titles", async () => {
    await asked(FIRST, "Ouagadougou");
    await chat.command("Open Thread in Editor");
    await chat.newThread();
    await asked(SECOND, "Antananarivo");
    await chat.command("Open Thread in Editor");
    const list = new ThreadList(chat);
    await list.open();
    await list.search("Ouagadougou");
    await list.settled();
    await list.row(FIRST).waitFor();
    await chat.button("Close threads").click();
    await chat.until("the conversations and the tabs to rest", async () => {
      const rest = await places(QUESTIONS);
      // Each of the two: VS Code writes its tabs down a while after they were opened, and not when the page goes.
      return QUESTIONS.every((question) => {
        const found = rest.filter((place) => place.endsWith(`: ${question}`));
        return found.length > 1 && found.some((place) => place.startsWith("the browser's storage"));
      });
    });
    const open = pathsBelow(storage()).filter((path) => (statSync(path).mode & 0o077) !== 0);
    deepStrictEqual(open, [], "files and folders that others may read");
  });

  it("is in no file of the profile, in nothing that the browser keeps, and in no log", async () => {
    // A tab that VS Code has opened again and nobody has looked at: only VS Code knows it, with its title.
    await world.page.reload();
    await openChat(world.page);
    await knowsWhoIsThere(chat);
    await chat.ready();
    await chat.until("the tabs", async () => (await tabs.allInnerTexts()).join().includes("Antananarivo"));
    await signOut(chat);
    await chat.until("no title of a thread", async () => !leaks(sentences, (await tabs.allInnerTexts()).join()).length);
    const secrets = [...world.auth.secrets];
    let found: readonly string[] = [];
    // VS Code in a browser writes down once a minute which tabs there are, and not when the page goes.
    const isClean = async (): Promise<boolean> => (found = await places([...sentences, ...secrets])).length === 0;
    await chat.until("nothing to be left", isClean).catch(() => undefined);
    deepStrictEqual(found, []);
    await world.page.reload();
    await openChat(world.page);
    await chat.button("Sign in").first().waitFor();
    await isClean();
    deepStrictEqual(found, []);
    match(world.observer.log(), /Signed out\./);
  });

  it("is on no tab, in no title of the window, and in nothing that is on the page", async () => {
    const shown = [await world.page.title(), await world.page.locator("body").innerText()].join("\n");
    deepStrictEqual(leaks(sentences, shown), []);
  });
});
