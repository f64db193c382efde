import type { HostDisguise, ObservedWindow } from "../../stack/host/observer/observerFiles";
import { openChat } from "../../stack/page/openChat";
import { answerLoginPages } from "../../stack/page/signIn";
import { callbackAddress } from "./callbackAddress";
import { Chat } from "./chat";
import { watchConsoles } from "./evidence";
import { closeAtEnd, PATIENCE_MS, type World } from "./world";

/** A VS Code that believes to be a desktop, in a browser profile of its own, where nobody is signed in. */
export interface DesktopWindow {
  readonly chat: Chat;
  /** Its extension host. */
  readonly host: ObservedWindow;
  /** Closes it; windows that are opened later see the truth again. */
  close(): Promise<void>;
}

/** Opens the chat in a window that is a desktop from its first moment on. */
export async function openDesktopWindow(world: World, traits: HostDisguise): Promise<DesktopWindow> {
  const { observer, browser } = world;
  observer.disguise(traits);
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  context.setDefaultTimeout(PATIENCE_MS);
  context.setDefaultNavigationTimeout(PATIENCE_MS);
  watchConsoles(context);
  closeAtEnd(() => context.close());
  const page = await context.newPage();
  const host = await observer.newWindow(() => openChat(page, world.host.url));
  const close = async (): Promise<void> => {
    observer.disguise(undefined);
    await context.close();
  };
  return { chat: new Chat(page), host, close };
}

/**
 * Presses "Sign in" and goes through the pages in the browser.
 *
 * @returns the address beginning with `callback` at which the browser ends; nothing has opened it yet
 */
export async function signInUntilCallback(chat: Chat, callback: string, account = "Alice Example"): Promise<string> {
  const found: string[] = [];
  void callbackAddress(chat.page.context(), callback).then(
    (address) => found.push(address),
    () => undefined,
  );
  await chat.button("Sign in").first().click();
  await chat.until(`the browser to be sent to ${callback}`, async () => {
    await answerLoginPages(chat.page, account);
    return found.length > 0;
  });
  return found[0]!;
}
