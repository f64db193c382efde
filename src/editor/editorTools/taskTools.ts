import * as vscode from "vscode";
import { boundedList } from "./bounded";
import type { EditorTool } from "./editorTool";
import { schema } from "./toolArguments";
import { ToolRefusal } from "./toolRefusal";
import type { WorkspaceAccess } from "./workspaceAccess";

/** Milliseconds after which the agent hears that a task still runs. */
const LONGEST_MS = 120_000;

const TASK = schema({ task: ["string", "Its name, as editor_list_tasks gives it."] });

/** Tools for the tasks of the workspace: those of tasks.json and those that extensions find, such as npm's scripts. */
export function taskTools(access: WorkspaceAccess, longestMs = LONGEST_MS): readonly EditorTool[] {
  const find = async (name: string): Promise<vscode.Task> => {
    access.roots();
    const all = await vscode.tasks.fetchTasks();
    const found = all.filter((task) => nameOf(task) === name);
    const [task, ...others] = found.length > 0 ? found : all.filter((each) => each.name === name);
    if (task === undefined || others.length > 0) {
      const names = boundedList(all.map(nameOf)).entries.join(", ");
      throw new ToolRefusal(
        `${task ? "Several tasks are" : "No task is"} called ${name.slice(0, 200)}. There are: ${names}.`,
      );
    }
    return task;
  };
  return [
    {
      name: "editor_list_tasks",
      kind: "reads",
      description: "Lists the tasks of the workspace, such as those that build or test, with their command lines.",
      inputSchema: schema({}),
      run: async () => {
        access.roots();
        const tasks = await vscode.tasks.fetchTasks();
        return boundedList(tasks.map((task) => ({ task: nameOf(task), ...commandLineOf(task) })));
      },
    },
    {
      name: "editor_run_task",
      kind: "acts",
      description:
        "Runs a task of the workspace after the user has allowed it, for example to build or to run tests. Returns its exit code, not what it printed.",
      inputSchema: TASK,
      check: async (args) => {
        await find(args.text("task"));
      },
      shown: async (args) => {
        const task = await find(args.text("task"));
        return { toolName: nameOf(task), args: commandLineOf(task) };
      },
      run: async (args, { signal }) => {
        const task = await find(args.text("task"));
        const end = await ended(task, signal, longestMs);
        return { task: nameOf(task), ...commandLineOf(task), ...end };
      },
    },
  ];
}

function nameOf({ source, name }: vscode.Task): string {
  return source === "" || source === "Workspace" ? name : `${source}: ${name}`;
}

/** The whole command line where VS Code tells it; an extension may also run code of its own. */
function commandLineOf({ execution, isBackground }: vscode.Task): object {
  const background = isBackground ? { runsUntilStopped: true } : {};
  if (execution instanceof vscode.ShellExecution) {
    const { commandLine, command, args, options } = execution;
    const words = [command, ...(args ?? [])].map((word) => (typeof word === "object" ? word.value : word));
    const shell =
      options?.executable === undefined ? {} : { shell: [options.executable, ...(options.shellArgs ?? [])] };
    return { command: commandLine ?? words.join(" "), ...shell, ...whereOf(options), ...background };
  }
  if (execution instanceof vscode.ProcessExecution) {
    return { command: [execution.process, ...execution.args].join(" "), ...whereOf(execution.options), ...background };
  }
  return { command: "VS Code does not tell what this task runs.", ...background };
}

function whereOf(options: { readonly cwd?: string; readonly env?: object } | undefined): object {
  return { ...(options?.cwd ? { folder: options.cwd } : {}), ...(options?.env ? { environment: options.env } : {}) };
}

/** Runs a task to its end, or stops it with the signal. */
async function ended(task: vscode.Task, signal: AbortSignal, longestMs: number): Promise<object> {
  signal.throwIfAborted();
  const disposables: vscode.Disposable[] = [];
  let execution: vscode.TaskExecution | undefined;
  const stop = (): void => execution?.terminate();
  signal.addEventListener("abort", stop);
  try {
    const over = new Promise<object>((resolve) => {
      const isOurs = (other: vscode.TaskExecution): boolean => execution === undefined || other === execution;
      disposables.push(
        // What is stopped before it has begun begins all the same.
        vscode.tasks.onDidStartTaskProcess(({ execution: other }) => {
          if (signal.aborted && isOurs(other) && other.task.name === task.name) {
            other.terminate();
          }
        }),
        vscode.tasks.onDidEndTaskProcess(({ execution: other, exitCode }) => {
          if (isOurs(other) && other.task.name === task.name) {
            resolve(exitCode === undefined ? {} : { exitCode });
          }
        }),
        // Also of a task without a process of its own; a moment later where there is one.
        vscode.tasks.onDidEndTask(({ execution: other }) => {
          if (isOurs(other) && other.task.name === task.name) {
            setTimeout(() => resolve({}), 500);
          }
        }),
      );
      const limit = setTimeout(() => resolve({ stillRunning: true }), longestMs);
      disposables.push(new vscode.Disposable(() => clearTimeout(limit)));
    });
    execution = await vscode.tasks.executeTask(task);
    if (signal.aborted) {
      stop();
    }
    return task.isBackground ? { stillRunning: true } : await over;
  } finally {
    signal.removeEventListener("abort", stop);
    vscode.Disposable.from(...disposables).dispose();
  }
}
