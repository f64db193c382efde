import { Icon, type IconName } from "../icon";

interface ToolButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** Set for what opens and closes something, along with the id of that. */
  readonly expanded?: boolean;
  readonly controls?: string;
}

/** An icon in a turn's toolbar. */
export function ToolbarButton({ icon, label, onClick, disabled = false, expanded, controls }: ToolButtonProps) {
  return (
    <button
      type="button"
      class="iconButton"
      aria-label={label}
      title={label}
      aria-expanded={expanded}
      aria-controls={expanded === true ? controls : undefined}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
