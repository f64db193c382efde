import * as l10n from "@vscode/l10n";
import type { Part } from "../../../shared/transcript";
import { formatNumber } from "../../../shared/formats";
import { memo } from "../../memo";
import type { Paused } from "../toolCard";
import { Fold } from "./fold";
import { PartList } from "./partList";

interface NestedProps {
  readonly turnId: string;
  readonly parts: readonly Part[];
  readonly running: boolean;
  readonly paused?: Paused;
}

/** What a sub-agent or a workflow says and does: in sight while it runs, folded afterwards. */
export const Nested = memo(function Nested({ turnId, parts, running, paused = false }: NestedProps) {
  return (
    <Fold class="nested" summary={l10n.t("Activity ({0})", formatNumber(parts.length))} open={running || parts.some(asks)}>
      {() => (
        <div class="nestedParts">
          <PartList turnId={turnId} parts={parts} live={running} paused={paused} />
        </div>
      )}
    </Fold>
  );
});

/** True when something inside waits for a person; it must not hide in a fold. */
function asks(part: Part): boolean {
  switch (part.kind) {
    case "tool":
      return part.status === "awaitingApproval" || part.status === "suspended" || (part.nested ?? []).some(asks);
    case "step":
      return part.parts.some(asks);
    default:
      return false;
  }
}
