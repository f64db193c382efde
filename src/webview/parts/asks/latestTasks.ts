import type { ToolCallPart, Turn } from "../../../shared/transcript";

/** One task of an agent's list. */
export interface Task {
  readonly id: string;
  readonly content: string;
  /** What is said while it is under way; the content where the agent gave nothing. */
  readonly activeForm: string;
  readonly status: "pending" | "in_progress" | "completed";
}

/** An agent's list, and whether its response is still being written. */
interface LatestTasks {
  readonly tasks: readonly Task[];
  readonly isLive: boolean;
}

/** Mastra's tools that give the whole list back. */
const taskTools: ReadonlySet<string> = new Set(["task_write", "task_update", "task_complete", "task_check"]);

/**
 * The list as the last of the task tools left it.
 *
 * @returns undefined when there is none, it is empty, or all of it was done before the last question
 */
export function latestTasks(turns: readonly Turn[]): LatestTasks | undefined {
  for (let index = turns.length - 1; index >= 0; index -= 1) {
    const turn = turns[index];
    const tasks = turn?.parts.reduceRight<readonly Task[] | undefined>(
      (found, part) => found ?? (part.kind === "tool" && taskTools.has(part.toolName) ? tasksOf(part) : undefined),
      undefined,
    );
    if (turn !== undefined && tasks !== undefined) {
      const over = tasks.every(({ status }) => status === "completed") && index < turns.length - 1;
      return tasks.length === 0 || over ? undefined : { tasks, isLive: turn.state === "streaming" };
    }
  }
  return undefined;
}

/** The list in a call's result; undefined for one that has none yet, or has failed. */
function tasksOf({ result }: ToolCallPart): readonly Task[] | undefined {
  const { tasks, isError } = fields(result);
  if (!Array.isArray(tasks) || isError === true) {
    return undefined;
  }
  return (tasks as readonly unknown[]).flatMap((value, index): Task[] => {
    const { id, content, activeForm, status } = fields(value);
    return typeof content === "string" && isStatus(status)
      ? [
          {
            id: typeof id === "string" ? id : String(index),
            content,
            activeForm: typeof activeForm === "string" && activeForm !== "" ? activeForm : content,
            status,
          },
        ]
      : [];
  });
}

function isStatus(value: unknown): value is Task["status"] {
  return value === "pending" || value === "in_progress" || value === "completed";
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
