import type { ButtonHTMLAttributes, Ref } from "preact";
import type { ContextKind } from "../../shared/context";

/** The codicons that the panel draws, by their own names; icons.css has a rule for each. */
export const iconNames = [
  "account",
  "add",
  "arrow-down",
  "arrow-up",
  "attach",
  "check",
  "chevron-right",
  "circle-slash",
  "clockface",
  "close",
  "code",
  "copy",
  "debug-pause",
  "debug-stop",
  "diff",
  "edit",
  "ellipsis",
  "error",
  "eye",
  "file",
  "file-media",
  "files",
  "filter",
  "git-branch",
  "globe",
  "history",
  "info",
  "insert",
  "list-selection",
  "list-unordered",
  "loading",
  "new-file",
  "pass",
  "play",
  "question",
  "refresh",
  "robot",
  "search",
  "send",
  "server",
  "settings",
  "shield",
  "terminal",
  "terminal-cmd",
  "thumbsdown",
  "thumbsup",
  "trash",
  "type-hierarchy",
  "warning",
  "word-wrap",
] as const;

export type IconName = (typeof iconNames)[number];

/** The picture of each kind of context, in the list and on the chips. */
export const contextIcons: Readonly<Record<ContextKind, IconName>> = {
  file: "file",
  selection: "list-selection",
  openEditors: "files",
  problems: "warning",
  terminal: "terminal",
  gitDiff: "diff",
  thread: "history",
  image: "file-media",
};

interface IconProps {
  readonly name: IconName;
  readonly class?: string;
}

/** A decoration: what it means must also stand in words beside it, or be its button's name. */
export function Icon({ name, class: extra }: IconProps) {
  return <span class={`icon codicon-${name}${extra === undefined ? "" : ` ${extra}`}`} aria-hidden="true" />;
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes, "icon" | "label" | "aria-label" | "type" | "children"> {
  readonly icon: IconName;
  /** The button's name, which is also its tooltip if there is no `title`. */
  readonly label: string;
  readonly class?: string | undefined;
  readonly button?: Ref<HTMLButtonElement> | undefined;
}

/** A button that is only an icon. */
export function IconButton({ icon, label, title = label, class: extra, button, ...rest }: IconButtonProps) {
  return (
    <button
      ref={button ?? null}
      type="button"
      class={extra === undefined ? "iconButton" : `iconButton ${extra}`}
      aria-label={label}
      title={title}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
