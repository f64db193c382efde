import * as l10n from "@vscode/l10n";
import { useMemo } from "preact/hooks";
import { formatNumber } from "../../../shared/formats";
import type { Turn } from "../../../shared/transcript";
import { Fold } from "../../components/fold";
import { Icon, type IconName } from "../../components/icon";
import { latestTasks, type Task } from "./latestTasks";

const icons: Readonly<Record<Task["status"], IconName>> = {
  pending: "clockface",
  in_progress: "loading",
  completed: "pass",
};

/** The agent's list of tasks (Mastra's `task_write` and its sisters), as it stands; above the message box. */
export function TaskList({ turns }: { readonly turns: readonly Turn[] }) {
  const found = useMemo(() => latestTasks(turns), [turns]);
  if (found === undefined) {
    return null;
  }
  const { tasks, isLive } = found;
  const done = tasks.filter(({ status }) => status === "completed").length;
  const current = tasks.find(({ status }) => status === "in_progress");
  const count = l10n.t("Tasks: {0} of {1} done", formatNumber(done), formatNumber(tasks.length));
  return (
    <section class="taskList" aria-label={l10n.t("Tasks")}>
      <Fold
        open={done < tasks.length}
        summary={
          <span class="taskCount" dir="auto">
            {current === undefined ? count : `${count} · ${current.activeForm}`}
          </span>
        }
      >
        {() => (
          <ul>
            {tasks.map(({ id, content, status }) => (
              <li key={id} class={status}>
                <Icon
                  name={status === "in_progress" && !isLive ? "debug-pause" : icons[status]}
                  class={status === "in_progress" && isLive ? "spinning" : "statusIcon"}
                />
                <span dir="auto">{content}</span>
                <span class="visuallyHidden">{statusText(status)}</span>
              </li>
            ))}
          </ul>
        )}
      </Fold>
    </section>
  );
}

function statusText(status: Task["status"]): string {
  const texts: Readonly<Record<Task["status"], string>> = {
    pending: l10n.t("Not begun"),
    in_progress: l10n.t("In progress"),
    completed: l10n.t("Done"),
  };
  return texts[status];
}
