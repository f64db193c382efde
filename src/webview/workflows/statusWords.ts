import * as l10n from "@vscode/l10n";
import type { RunStatus, StepStatus } from "../../shared/workflows";
import type { IconName } from "../components/icon";

const ICONS: Readonly<Record<RunStatus | StepStatus, IconName>> = {
  pending: "loading",
  running: "loading",
  waiting: "clockface",
  suspended: "question",
  success: "pass",
  failed: "error",
  canceled: "circle-slash",
};

/** The picture beside a status; undefined stands for a step that has not begun. */
export function statusIcon(status: RunStatus | StepStatus | undefined): IconName {
  return status ? ICONS[status] : "debug-pause";
}

/** What has become of a run, in words. */
export function runWords(status: RunStatus | StepStatus): string {
  switch (status) {
    case "pending":
      return l10n.t("Starting");
    case "running":
      return l10n.t("Running");
    case "waiting":
      return l10n.t("Paused");
    case "suspended":
      return l10n.t("Waiting for you");
    case "success":
      return l10n.t("Finished");
    case "failed":
      return l10n.t("Failed");
    case "canceled":
      return l10n.t("Canceled");
  }
}
