import type { Locator, Page } from "playwright-core";
import { answerLoginPages, pressSignIn } from "../../stack/page/signIn";
import type { Chat } from "./chat";
import { pressUntil } from "./pressUntil";
import { quickInputRow } from "./quickInput";
import type { World } from "./world";

/**
 * Picks a row of the quick pick that is open, or about to open, and waits until it is closed: what is typed next is
 * for the box that follows. A list that waits for the extension stays for a moment.
 *
 * @param open opens the list, and again if VS Code has closed it before, as it does when the focus moves
 */
export function pickRow(page: Page, text: string | RegExp, open?: () => Promise<unknown>): Promise<void> {
  const row = quickInputRow(page, text);
  const prepare = async (): Promise<void> => {
    if (!(await row.isVisible())) {
      await open?.();
      await row.waitFor({ timeout: 10_000 });
    }
  };
  return pressUntil(row, `"${String(text)}" to be picked`, { prepare });
}

/** While a sign-in is under way: another way, by what stands on it. */
export function tryAnotherWay(chat: Chat, way: RegExp): Promise<void> {
  return pickRow(chat.page, way, () => press(chat, "Try another way"));
}

/** Starts a sign-in and waits until the browser is at Clerk's page. */
export async function startSignIn(world: World, chat: Chat): Promise<Page> {
  await pressSignIn(chat.page);
  return popupAt(world, chat, /\/interaction\//);
}

/** The newest page beside VS Code whose address matches. */
export async function popupAt(world: World, chat: Chat, address: RegExp): Promise<Page> {
  const find = (): Page | undefined =>
    world.page
      .context()
      .pages()
      .findLast((page) => !world.windows.includes(page) && address.test(page.url()));
  await chat.until(`a page at ${String(address)}`, () => Promise.resolve(find() !== undefined));
  const found = find();
  if (found === undefined) {
    throw new Error("The page has closed itself.");
  }
  return found;
}

/** Walks through the login and consent pages until something is true. */
export function answerUntil(
  chat: Chat,
  what: string,
  isTrue: () => Promise<boolean>,
  account = "Alice Example",
): Promise<void> {
  return chat.until(what, async () => {
    await answerLoginPages(chat.page, account);
    return isTrue();
  });
}

/** Closes every page that is no VS Code window. */
export async function closePopups(world: World): Promise<void> {
  const popups = world.page
    .context()
    .pages()
    .filter((page) => !world.windows.includes(page));
  await Promise.all(popups.map((page) => page.close()));
}

/** What VS Code asks before it signs out. */
export function signOutDialog(chat: Chat): Locator {
  return chat.page.locator(".monaco-dialog-box", { hasText: "Sign out of" });
}

/** Milliseconds for VS Code to ask what the sign-out needs to know. */
const ASKED_MS = 10_000;

/** Signs out of everybody, however many there are, and agrees to what is removed. */
export async function signOut(chat: Chat): Promise<void> {
  await chat.command("Sign Out");
  let agreed = false;
  let since = Date.now();
  const all = quickInputRow(chat.page, "All accounts");
  const agree = signOutDialog(chat).getByRole("button", { name: "Sign Out", exact: true });
  await chat.until("the sign-out", async () => {
    if (await agree.isVisible()) {
      await agree.click({ timeout: 5_000 }).then(
        () => (agreed = true),
        () => undefined,
      );
    }
    if (await all.isVisible()) {
      // With one account only there is no list, and it closes when the focus moves.
      await all.click({ timeout: 5_000 }).catch(() => undefined);
      since = Date.now();
    }
    if (await chat.button("Sign in").first().isVisible()) {
      return true;
    }
    if (!agreed && Date.now() - since > ASKED_MS) {
      await chat.command("Sign Out");
      since = Date.now();
    }
    return false;
  });
}

/** Picks a signed-in account in the panel until something is true; VS Code closes the list when the focus moves. */
export function switchAccount(chat: Chat, label: string, what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const row = quickInputRow(chat.page, label);
  return chat.until(what, async () => {
    if (await row.isVisible()) {
      await row.click({ timeout: 5_000 }).catch(() => undefined);
    } else if (!(await isTrue())) {
      await chat.frame.getByRole("button", { name: /Switch account$/ }).click();
    }
    return isTrue();
  });
}

/** Presses a button of the panel; a question of VS Code that lies above it is agreed to first. */
export function press(chat: Chat, name: string): Promise<void> {
  return chat.until(`the button "${name}"`, () =>
    chat
      .button(name)
      .first()
      .click({ timeout: 5_000 })
      .then(
        () => true,
        () => false,
      ),
  );
}
