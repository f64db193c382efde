import { match, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import { openChat } from "../stack/page/openChat";
import { pressOnce } from "../stack/page/signIn";
import { callbackAddress } from "./setup/callbackAddress";
import type { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { answerUntil, closePopups, popupAt, press, signOut, startSignIn, tryAnotherWay } from "./setup/ways";
import { knowsWhoIsThere, openedChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

const desktop = { ui: "desktop", remote: false, uriScheme: "vscode" } as const;
const callback = "vscode://agent-chat.mastra-clerk/callback";

/** Besides the relay, by which most suites sign in, and the editor's own link, which has a file of its own. */
describe("every way to sign in", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await openedChat());
    await knowsWhoIsThere(chat);
    if (!(await chat.button("Sign in").first().isVisible())) {
      await signOut(chat);
    }
  });

  afterEach(async () => {
    world.observer.disguise(undefined);
    world.configure({});
    await closePopups(world);
    await world.closeOtherWindows();
  });

  const answered = async (city: string): Promise<void> => {
    await chat.ready();
    await ask(world.page, `How warm is it in ${city}?`);
    match(await waitForAnswer(world.page), new RegExp(city));
  };

  it("on the desktop: the link opens in another window, and the one that waits gets it", async () => {
    const other = await world.observer.newWindow(async () => {
      const page = await world.openWindow();
      // Where windows keep their secrets is settled when they first look, and must be the same for both.
      await openChat(page);
      return page;
    });
    world.observer.disguise(desktop);
    const address = callbackAddress(world.page.context(), callback);
    await startSignIn(world, chat);
    let uri = "";
    void address.then((found) => (uri = found));
    await answerUntil(chat, "the browser to open the editor", () => Promise.resolve(uri !== ""));
    await world.observer.deliver(uri, other.pid);
    await answered("Oslo");
    for (const page of world.windows) {
      strictEqual(await page.locator(".notification-toast", { hasText: /wrong|error|fail/i }).count(), 0);
    }
  });

  it("through a port of this computer, when the link does not work", async () => {
    world.observer.disguise(desktop);
    await startSignIn(world, chat);
    await closePopups(world);
    await chat.screenshot("signing-in");
    await tryAnotherWay(chat, /local port/);
    await popupAt(world, chat, /\/interaction\//);
    await answerUntil(chat, "the end of the sign-in in the browser", () =>
      Promise.resolve(
        world.page
          .context()
          .pages()
          .some((page) => /^http:\/\/127\.0\.0\.1:\d+\/callback/.test(page.url())),
      ),
    );
    const end = await popupAt(world, chat, /^http:\/\/127\.0\.0\.1:\d+\/callback/);
    await says(end.locator("body"), /close this tab/i);
    await answered("Lisbon");
  });

  it("with a code in any browser, when nothing can come back", async () => {
    await startSignIn(world, chat);
    await closePopups(world);
    await tryAnotherWay(chat, /code in any browser/);
    const page = await popupAt(world, chat, /device/);
    let code = "";
    await chat.until("the code in the panel", async () => {
      const said = (await chat.frame.getByRole("status").allInnerTexts()).join(" ");
      code = /[A-Z]{4}-[A-Z]{4}/.exec(said)?.[0] ?? "";
      return code !== "";
    });
    await says(page.locator("body"), new RegExp(`Is this the code[^]*${code}`));
    await chat.until("the code page to be answered", async () => {
      const confirm = page.getByRole("button", { name: /continue|confirm|yes|allow/i }).first();
      if (page.isClosed() || (await chat.agent.isVisible())) {
        return true;
      }
      if (await confirm.isVisible().catch(() => false)) {
        await pressOnce(page, confirm);
      }
      const account = page.getByRole("button", { name: /Alice Example/ });
      if (await account.isVisible().catch(() => false)) {
        await pressOnce(page, account);
      }
      return false;
    });
    await answered("Vienna");
  });

  it("with a token by hand, from the same list", async () => {
    await startSignIn(world, chat);
    await closePopups(world);
    await tryAnotherWay(chat, /Paste a token/);
    await chat.until("the box for the token", () =>
      world.page
        .getByText(/token that your Mastra server accepts/)
        .first()
        .isVisible(),
    );
    await chat.inputBox.fill(await world.auth.issueAccessToken({ sub: "user_pasted", expiresIn: 3600 }));
    await chat.inputBox.press("Enter");
    await answered("Athens");
  });

  it("not at all, when the person cancels: quietly, and the panel is as before", async () => {
    await startSignIn(world, chat);
    await press(chat, "Cancel");
    await chat.button("Sign in").first().waitFor();
    strictEqual(await chat.alert.count(), 0);
  });

  it("each told in the log, step by step, with its flow, host and time", () => {
    const log = world.observer.log();
    for (const step of [/flow loopback on desktop, local/, /flow deviceGrant/, /after \d+\.\d s/]) {
      match(log, step);
    }
  });
});
