import type { Chat } from "../chat/chat";
import type { EditorTools } from "../editor/editorTools";
import type { CommandTable } from "../editor/registerCommands";
import { captureAsker } from "../editor/tasks/asker";
import type { TaskParts } from "../editor/tasks/createTasks";
import { type TaskName, TASKS } from "../editor/tasks/taskNames";
import { lazily } from "../shared/lazily";
import type { Session } from "./createSession";

export interface TaskCommandParts extends Pick<Session, "settings" | "choice">, Pick<TaskParts, "enter" | "reveal"> {
  readonly chat: Chat;
  readonly tools: () => Promise<EditorTools>;
}

/** The commands for what agents do in the editor; what is behind them loads with the first. */
export function taskCommands(parts: TaskCommandParts): Pick<CommandTable, TaskName> {
  const { chat, choice, settings } = parts;
  const table = lazily(async () => {
    const [{ createTasks }, tools] = await Promise.all([import("../editor/tasks/createTasks"), parts.tools()]);
    return createTasks({ ...parts, tools, agentFor: (task) => settings.agentFor(task) });
  });
  const entries = TASKS.map((name) => [
    name,
    async (...args: unknown[]) => {
      // Before anything is waited for.
      const asker = captureAsker(chat.sessions, choice);
      return (await table())[name](asker, ...args);
    },
  ]);
  return Object.fromEntries(entries) as Pick<CommandTable, TaskName>;
}
