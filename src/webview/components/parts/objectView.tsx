import * as l10n from "@vscode/l10n";
import type { ObjectPart } from "../../../shared/transcript";
import { Icon } from "../icon";
import { ToolValue } from "../toolValue";

/** A structured answer; it grows while it is written. */
export function ObjectView({ part }: { readonly part: ObjectPart }) {
  return (
    <div class="objectPart" role="group" aria-label={l10n.t("Structured answer")}>
      <ToolValue title={l10n.t("Structured answer")} value={part.value} open="always" />
      {!part.finished && (
        <p class="working">
          <Icon name="loading" class="spinning" />
          {l10n.t("Writing…")}
        </p>
      )}
    </div>
  );
}
