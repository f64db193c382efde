/** Names that find.css gives colours to. */
const all = "agentChatFind";
const current = "agentChatFindCurrent";

/** Ranges painted at most; more of them on one screen tell nobody anything. */
const most = 2000;

/** True where the browser paints ranges without changing the DOM (CSS Custom Highlight API, Chrome 105). */
export function canPaint(): boolean {
  return typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";
}

/** Paints all matches, and the current one apart; replaces what was painted before. */
export function paint(ranges: readonly Range[], chosen: Range | undefined): void {
  if (!canPaint()) {
    return;
  }
  CSS.highlights.set(all, new Highlight(...ranges.slice(0, most)));
  const mark = new Highlight(...(chosen === undefined ? [] : [chosen]));
  mark.priority = 1;
  CSS.highlights.set(current, mark);
}

/** Takes all marks away. */
export function unpaint(): void {
  if (canPaint()) {
    CSS.highlights.delete(all);
    CSS.highlights.delete(current);
  }
}
