import type { ActionId } from "../../shared/transcript";
import { actionLabel } from "../../shared/actionLabels";
import { usePanel } from "../panelContext";

interface ActionButtonProps {
  readonly action: ActionId;
  readonly look: "primary" | "secondary" | "link";
}

/** A button for something that the host carries out. */
export function ActionButton({ action, look }: ActionButtonProps) {
  const panel = usePanel();
  return (
    <button type="button" class={`button ${look}`} onClick={() => panel.post("action", { action })}>
      {actionLabel(action)}
    </button>
  );
}
