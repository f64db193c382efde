import type { ContextKind } from "../../shared/context";

/** 16 px drawings in the manner of VS Code's codicons: one stroke width, the colour of the text. */
const drawings = {
  add: "M8 2.5v11M2.5 8h11",
  send: "M2.5 2.5 14 8 2.5 13.5 4.2 8zM4.2 8H9",
  copy: "M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3",
  check: "M2.5 8.5 6 12l7.5-8.5",
  error: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
  warning: "M8 1.8 15 14.2H1zM8 6v4M8 11.6v1",
  question: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6 6.2c0-2.6 4-2.6 4 0C10 7.8 8 7.6 8 9.4M8 10.8v1",
  circleSlash: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM3.4 3.4l9.2 9.2",
  passed: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM5 8.3l2.1 2.1L11.2 6",
  pause: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM6.4 5.5v5M9.6 5.5v5",
  loading: "M8 1.8A6.2 6.2 0 1 1 1.8 8",
  chevron: "M6 3.5 10.5 8 6 12.5",
  arrowDown: "M8 2.5v11M3.5 9 8 13.5 12.5 9",
  account: "M8 1.8a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM2.5 14.2c0-6 11-6 11 0",
  server: "M2.5 2.5h11v4.3h-11zM2.5 9.2h11v4.3h-11zM5 4.6h1M5 11.4h1",
  shield: "M8 1.5 13.5 3.5v4.2c0 3.2-2.3 5.6-5.5 6.8-3.2-1.2-5.5-3.6-5.5-6.8V3.5zM8 5v3.2M8 10v1",
  agent: "M8 1.6v2M3 3.8h10v8.2H3zM5.8 7v1.6M10.2 7v1.6M6 14.4h4M1.4 6.8v2.4M14.6 6.8v2.4",
  person: "M8 2.2a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2zM3 13.8c0-5.4 10-5.4 10 0",
  globe:
    "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM1.5 8h13M8 1.5c3.2 3.6 3.2 9.4 0 13M8 1.5c-3.2 3.6-3.2 9.4 0 13",
  diff: "M2.5 2.5h11v11h-11zM8 4.5v4M6 6.5h4M6 11h4",
  insert: "M2.5 3h11M2.5 13h11M13.5 8H5.5M8.5 5 5.5 8l3 3",
  newFile: "M9 1.5H3.5v13h5M9 1.5 12.5 5v3M9 1.5V5h3.5M12 10v5M9.5 12.5h5",
  terminal: "M1.5 2.5h13v11h-13zM4 5.5 6.5 8 4 10.5M8 10.5h4",
  ellipsis: "M3.5 7.9v.2M8 7.9v.2M12.5 7.9v.2",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  history: "M2.6 5.2a6 6 0 1 1-.6 2.8M2.4 2.2v3.2h3.2M8 4.8V8l2.4 1.6",
  search: "M6.8 2.2a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2zM10.2 10.2l3.8 3.8",
  edit: "M10.8 2.6l2.6 2.6L5.6 13l-3.4.8.8-3.4zM9.2 4.2l2.6 2.6",
  trash: "M2.5 4.3h11M6 4.3V2.6h4v1.7M4 4.3l.6 9.2h6.8l.6-9.2M6.7 6.8v4.2M9.3 6.8v4.2",
  branch:
    "M4.5 5.2a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM4.5 14a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM11.5 6.8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM4.5 5.2v5.6M11.5 6.8c0 2.4-7 1.2-7 4",
  refresh: "M13.4 10.8a6 6 0 1 1 .6-2.8M13.6 2.4v3.2h-3.2",
  info: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 7.2v4M8 4.8v.6",
  arrowUp: "M8 13.5v-11M3.5 7 8 2.5 12.5 7",
  attach: "M11 4.6v6.2a3 3 0 0 1-6 0V4.2a2 2 0 0 1 4 0v6.4a1 1 0 0 1-2 0V5",
  eye: "M1.2 8C4.2 2.6 11.8 2.6 14.8 8 11.8 13.4 4.2 13.4 1.2 8zM8 5.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
  file: "M9.5 1.5h-6v13h9v-10zM9.5 1.5v3h3",
  files: "M10 1.5H5.5v10h8V5zM10 1.5V5h3.5M5.5 4.5h-3v10h8v-3",
  selection: "M2 4.5h7M2 8h11M2 11.5h5M13.5 2.5v11M12 2.5h3M12 13.5h3",
  image: "M2 2.5h12v11H2zM2 11l3.5-3.5L9 11l2-2 3 3M10.4 4.8a1 1 0 1 1 0 2 1 1 0 0 1 0-2z",
  slash: "M2.5 2.5h11v11h-11zM9.6 5l-3.2 6",
  clock: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 4.5V8l2.5 1.8",
} as const;

export type IconName = keyof typeof drawings | "stop";

interface IconProps {
  readonly name: IconName;
  readonly class?: string;
}

/** A decoration: what it means must also stand in words beside it, or be its button's name. */
export function Icon({ name, class: extra }: IconProps) {
  return (
    <svg
      class={extra === undefined ? "icon" : `icon ${extra}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {name === "stop" ? <rect x="3.5" y="3.5" width="9" height="9" rx="1" /> : <path d={drawings[name]} />}
    </svg>
  );
}

/** The picture of each kind of context, in the list and on the chips. */
export const contextIcons: Readonly<Record<ContextKind, IconName>> = {
  file: "file",
  selection: "selection",
  openEditors: "files",
  problems: "warning",
  terminal: "terminal",
  gitDiff: "diff",
  image: "image",
};
