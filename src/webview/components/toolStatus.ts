import * as l10n from "@vscode/l10n";
import type { ToolCallStatus } from "../../shared/transcript";
import type { IconName } from "./icon";

/** The icon of a tool call's status. */
export const toolIcons: Readonly<Record<ToolCallStatus, IconName>> = {
  writing: "loading",
  running: "loading",
  awaitingApproval: "question",
  suspended: "pause",
  done: "passed",
  failed: "error",
  declined: "circleSlash",
  cancelled: "circleSlash",
};

/** A tool call's status in words. */
export function toolStatusText(status: ToolCallStatus): string {
  const texts: Readonly<Record<ToolCallStatus, string>> = {
    writing: l10n.t("Preparing…"),
    running: l10n.t("Running…"),
    awaitingApproval: l10n.t("Needs approval"),
    suspended: l10n.t("Waiting for input"),
    done: l10n.t("Done"),
    failed: l10n.t("Failed"),
    declined: l10n.t("Declined"),
    cancelled: l10n.t("Cancelled"),
  };
  return texts[status];
}
