import * as l10n from "@vscode/l10n";
import { Icon } from "../icon";

interface ProblemBarProps {
  /** Empty when there is nothing to say. */
  readonly sentence: string;
  readonly onClose: () => void;
}

/** What could not be attached or run, beside the text that it was about. */
export function ProblemBar({ sentence, onClose }: ProblemBarProps) {
  if (sentence === "") {
    return null;
  }
  return (
    <div class="problemBar">
      <Icon name="error" />
      <p role="alert">{sentence}</p>
      <button
        type="button"
        class="iconButton"
        aria-label={l10n.t("Dismiss")}
        title={l10n.t("Dismiss")}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
