import * as l10n from "@vscode/l10n";
import { Icon } from "../icon";
import type { DropHint } from "./useDrops";

/** Lies over the panel while something is dragged there; it catches no events itself. */
export function DropZone({ hint }: { readonly hint: DropHint }) {
  if (hint === "none") {
    return null;
  }
  return (
    <div class="dropZone">
      <p class="dropText">
        <Icon name="attach" />
        {hint === "drop" ? l10n.t("Drop to add to the message") : l10n.t("Hold Shift to drop")}
      </p>
    </div>
  );
}
