import { withUnit } from "../measure/goal";
import type { Row } from "../measure/row";
import { median, shown, timesLessThan } from "../measure/statistics";
import { logScale } from "./scale";
import { element, words } from "./svg";

/** Something drawn, with the height that it takes. */
export interface Drawing {
  readonly svg: string;
  readonly height: number;
}

const ROW = 40;
const BAR = 12;
const HEAD = 30;
const LINE = 14;

/** Characters that fit beside one another in a line. */
const LINE_LENGTH = 118;

/** Where the bars begin. */
const LEFT = 20;

/**
 * How many times less ours costs than the other side, a bar a row, on a logarithmic scale. Rows without
 * another side, and those where ours is not less, are left to the table.
 */
export function ratioBars(rows: readonly Row[], width: number): Drawing {
  const shownRows = rows.flatMap((row) => {
    const { ours, against, unit } = row;
    if (!against || against.values.length === 0 || ours.length === 0 || unit === "count" || median(ours) <= 0) {
      return [];
    }
    const times = timesLessThan(ours, against.values);
    return times >= 2 ? [{ row, against, times }] : [];
  });
  if (shownRows.length === 0) {
    return { svg: "", height: 0 };
  }
  const { place } = logScale([1, ...shownRows.map(({ times }) => times)], LEFT, width - 90);
  let y = HEAD;
  const bars = shownRows.map(({ row: { what, unit, ours }, against, times }) => {
    const detail = `${withUnit(median(ours), unit)} · ${against.name}: ${withUnit(median(against.values), unit)}`;
    const first = y;
    const top = first + (what.length + detail.length > LINE_LENGTH ? LINE : 0);
    y = top + ROW;
    return [
      words(what, LEFT, first + 10),
      words(detail, width - LEFT, top + 10, { class: "quiet", "text-anchor": "end" }),
      element("rect", {
        class: "ours",
        x: LEFT,
        y: top + 16,
        width: Math.max(2, place(times) - LEFT),
        height: BAR,
        rx: 2,
      }),
      words(`${shown(times)}×`, place(times) + 8, top + 26, { class: "strong" }),
    ].join("");
  });
  const title = words("Times less than the other side (logarithmic)", LEFT, 12, { class: "title" });
  return { svg: title + bars.join(""), height: y };
}
