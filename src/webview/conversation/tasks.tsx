import { lazily } from "../../shared/lazily";
import type { Part, Turn } from "../../shared/transcript";
import { useLazy } from "../components/preactHelpers";

/** Comes with the first call of a task tool. */
export const taskList = lazily(async () => (await import("../parts/asks/taskList")).TaskList);

/** The agent's list of tasks, where it keeps one. */
export function Tasks({ turns }: { readonly turns: readonly Turn[] }) {
  return turns.some(({ parts }) => parts.some(isTaskCall)) ? <LoadedTasks turns={turns} /> : null;
}

/** True for Mastra's own tools that keep a list of tasks. */
function isTaskCall(part: Part): boolean {
  return part.kind === "tool" && part.toolName.startsWith("task_");
}

function LoadedTasks({ turns }: { readonly turns: readonly Turn[] }) {
  const { made: List } = useLazy(taskList);
  return List ? <List turns={turns} /> : null;
}
