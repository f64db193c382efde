import type { BrowserContext, Page } from "playwright-core";
import { openChat } from "../../stack/page/openChat";
import { signIn } from "../../stack/page/signIn";
import { Chat } from "./chat";
import { watchConsoles } from "./evidence";
import { NativeChat } from "./nativeChat";
import { ThreadList } from "./threadList";
import { Workspace } from "./workspace";
import { PATIENCE_MS, type World } from "./world";

/**
 * A signed-in window in a browser of its own: whether VS Code's chat is on, and what was said there, is kept in the
 * browser.
 */
export interface NativeChatWindow {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly chat: Chat;
  readonly native: NativeChat;
  readonly workspace: Workspace;
  /** How many threads there were before anything was said in VS Code's chat. */
  readonly threadsBefore: number;
}

/**
 * @param files of the workspace, by path
 * @param agent who answers, by name; whoever the settings name when it is left out
 */
export async function openNativeChatWindow(
  world: World,
  files: Readonly<Record<string, string>>,
  agent?: string,
): Promise<NativeChatWindow> {
  const context = await world.browser.newContext({ viewport: { width: 1280, height: 860 } });
  try {
    return { context, ...(await signedIn(world, context, files, agent)) };
  } catch (error) {
    await context.close();
    throw error;
  }
}

async function signedIn(
  world: World,
  context: BrowserContext,
  files: Readonly<Record<string, string>>,
  agent: string | undefined,
): Promise<Omit<NativeChatWindow, "context">> {
  context.setDefaultTimeout(PATIENCE_MS);
  watchConsoles(context);
  const page = await context.newPage();
  const workspace = new Workspace(world);
  workspace.write(files);
  await openChat(page, world.host.url);
  const chat = new Chat(page);
  await signIn(page);
  await chat.ready();
  if (agent !== undefined) {
    await chat.agent.selectOption({ label: agent });
  }
  const threadsBefore = await new ThreadList(chat).count();
  return { page, chat, native: new NativeChat(page), workspace, threadsBefore };
}
