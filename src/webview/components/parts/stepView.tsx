import * as l10n from "@vscode/l10n";
import type { StepPart } from "../../../shared/transcript";
import { Icon, type IconName } from "../icon";
import type { Paused } from "../toolCard";
import { ToolValue } from "../toolValue";
import { Nested } from "./nested";

const icons: Readonly<Record<StepPart["status"], IconName>> = {
  running: "loading",
  waiting: "pause",
  done: "passed",
  failed: "error",
};

interface StepViewProps {
  readonly turnId: string;
  readonly part: StepPart;
  readonly paused: Paused;
}

/** One step of a workflow: where it stands, what happened inside, what came out. */
export function StepView({ turnId, part, paused }: StepViewProps) {
  const icon = icons[part.status];
  return (
    <div class={`step ${part.status}`} role="group" aria-label={l10n.t("Step {0}", part.name)}>
      <div class="toolHeader">
        <Icon name={icon} class={icon === "loading" ? "spinning" : "statusIcon"} />
        <span class="toolName">{part.name}</span>
        <span class="toolStatus">{statusText(part.status)}</span>
      </div>
      {part.parts.length > 0 && (
        <Nested turnId={turnId} parts={part.parts} running={part.status === "running"} paused={paused && "inside"} />
      )}
      {part.output !== undefined && <ToolValue title={l10n.t("Output")} value={part.output} open="never" />}
      {part.error !== undefined && <p class="toolError">{part.error}</p>}
    </div>
  );
}

function statusText(status: StepPart["status"]): string {
  const texts: Readonly<Record<StepPart["status"], string>> = {
    running: l10n.t("Running…"),
    waiting: l10n.t("Waiting"),
    done: l10n.t("Done"),
    failed: l10n.t("Failed"),
  };
  return texts[status];
}
