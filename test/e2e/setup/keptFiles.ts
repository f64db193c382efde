import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Chat } from "./chat";
import type { World } from "./world";

/** Where the extension keeps the conversations of this run's VS Code. */
function folder(world: World): string {
  return join(world.folder, "host", "user-data", "User", "globalStorage", "agent-chat.mastra-clerk", "conversations");
}

/** Everything that is kept of conversations, as one text. */
export function keptConversations(world: World): string {
  return globSync(join(folder(world), "**", "*.json"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/**
 * Deletes every conversation that is kept on this machine, as on one where nothing has been read yet.
 *
 * @param words of the newest turn: nothing is written any more once they are there
 */
export async function forgetConversations(world: World, chat: Chat, words: string): Promise<void> {
  await chat.until("the conversation to be kept", () => Promise.resolve(keptConversations(world).includes(words)));
  rmSync(folder(world), { recursive: true });
}
