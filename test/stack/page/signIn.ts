import type { Locator, Page } from "playwright-core";
import { chatFrame } from "./chatFrame";
import { settle } from "./settle";

/**
 * Signs in from the chat view: VS Code's questions, the login page, the consent page.
 *
 * @param account the name of an account on the login page
 */
export async function signIn(page: Page, account = "Alice Example"): Promise<void> {
  await pressSignIn(page);
  await completeSignIn(page, account);
}

/** Presses "Sign in" in the chat view; a question of VS Code that lies above it is agreed to first. */
export function pressSignIn(page: Page): Promise<void> {
  const button = chatFrame(page).getByRole("button", { name: "Sign in" }).first();
  return settle(page, "the button to sign in", () =>
    button.click({ timeout: 5_000 }).then(
      () => true,
      () => false,
    ),
  );
}

/** The rest of a sign-in that has been started in some other way, until the server has listed its agents. */
export async function completeSignIn(page: Page, account = "Alice Example"): Promise<void> {
  const frame = chatFrame(page);
  const agents = frame.getByRole("combobox", { name: "Agent" });
  await settle(page, "the sign-in to be finished", async () => {
    await answerLoginPages(page, account);
    // The message box takes text all the time; agents can be picked once the server has listed them.
    return (await agents.isVisible()) && (await agents.isEnabled());
  });
  const visited = page
    .context()
    .pages()
    .filter((other) => !isWindow(other, page));
  await Promise.all(visited.map((other) => other.close()));
}

/** A window of the same VS Code, and no page that a sign-in went through. */
function isWindow(other: Page, page: Page): boolean {
  return other === page || (other.url().startsWith(new URL(page.url()).origin) && !other.url().includes("/callback"));
}

/** Goes one step on in every login or consent page that is open beside VS Code. */
export async function answerLoginPages(page: Page, account: string): Promise<void> {
  for (const popup of page.context().pages()) {
    if (popup !== page && popup.url().includes("/interaction/")) {
      await answerLoginPage(popup, account);
    }
  }
}

/** Milliseconds for the provider to take an answer and show what comes next. */
const ANSWERED_MS = 30_000;

/** Presses what the login or the consent page asks for next. */
async function answerLoginPage(popup: Page, account: string): Promise<void> {
  const allow = popup.getByRole("button", { name: "Allow" });
  const user = popup.getByRole("button", { name: new RegExp(account) });
  for (const button of [allow, user]) {
    // The page navigates, or closes itself, while it is looked at.
    if (await button.isVisible().catch(() => false)) {
      await pressOnce(popup, button);
      return;
    }
  }
}

/**
 * Presses a button of the provider's pages and waits for what comes next: an answer that is sent twice ends the
 * sign-in, since the provider takes the second one for a stranger's.
 */
export async function pressOnce(popup: Page, button: Locator): Promise<void> {
  const { href } = new URL(popup.url());
  const pressed = await button.click({ timeout: 5000, noWaitAfter: true }).then(
    () => true,
    () => false,
  );
  if (pressed) {
    await popup.waitForURL((url) => url.href !== href, { timeout: ANSWERED_MS }).catch(() => undefined);
  }
}
