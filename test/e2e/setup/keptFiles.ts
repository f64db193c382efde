import { globSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Chat } from "./chat";
import type { World } from "./world";

/** Where the extension keeps the conversations of this run's VS Code. */
function folder(world: World): string {
  return join(world.folder, "host", "user-data", "User", "globalStorage", "agent-chat.mastra-clerk", "conversations");
}

function kept(world: World): readonly string[] {
  return globSync(join(folder(world), "**", "*.json")).map((file) => readFileSync(file, "utf8"));
}

/**
 * Deletes every conversation that is kept on this machine, as on one where nothing has been read yet.
 *
 * @param words all of them in one conversation as it is kept at the end of its newest turn: nothing is written any
 * more once they are there
 */
export async function forgetConversations(world: World, chat: Chat, ...words: readonly string[]): Promise<void> {
  const isKept = (): boolean => kept(world).some((text) => words.every((word) => text.includes(word)));
  await chat.until("the conversation to be kept", () => Promise.resolve(isKept() && isWritten(world)));
  rmSync(folder(world), { recursive: true });
}

/** True when no file is being written, and each conversation has the summary that is written after it. */
function isWritten(world: World): boolean {
  const files = globSync(join(folder(world), "**", "*.json*"));
  return files.every((file) => {
    const summary = file.replace(/(?<!\.summary)\.json$/, ".summary.json");
    return !file.endsWith(".next") && (!files.includes(summary) || statSync(summary).mtimeMs >= statSync(file).mtimeMs);
  });
}
