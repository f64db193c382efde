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
  globe: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM1.5 8h13M8 1.5c3.2 3.6 3.2 9.4 0 13M8 1.5c-3.2 3.6-3.2 9.4 0 13",
} as const;

export type IconName = keyof typeof drawings | "stop";

interface Props {
  readonly name: IconName;
  readonly class?: string;
}

/** A decoration: what it means must also stand in words beside it, or be its button's name. */
export function Icon({ name, class: extra }: Props) {
  return (
    <svg class={extra === undefined ? "icon" : `icon ${extra}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {name === "stop" ? <rect x="3.5" y="3.5" width="9" height="9" rx="1" /> : <path d={drawings[name]} />}
    </svg>
  );
}
