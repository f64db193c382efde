import type { Curve, Line } from "../measure/row";
import { median, shown } from "../measure/statistics";
import type { Drawing } from "./bars";
import { type LogScale, logScale } from "./scale";
import { element, words } from "./svg";

const PLOT_HEIGHT = 190;
const TOP = 30;
const LEFT = 70;
const RIGHT = 20;
const KEY_LINE = 18;

/** Classes of the lines, ours first; they differ in dashes as well as in colour. */
const CLASSES = ["ours", "second", "theirs", "fourth"] as const;

/** A cost by its size, both logarithmic, with a key below. */
export function curvePlot(curve: Curve, width: number): Drawing {
  const lines = curve.lines.map((line) => ({ ...line, points: line.points.filter(({ values }) => values.length > 0) }));
  const points = lines.flatMap((line) => line.points);
  if (points.length === 0) {
    return { svg: "", height: 0 };
  }
  const bottom = TOP + PLOT_HEIGHT;
  const x = logScale(
    points.map((point) => point.x),
    LEFT,
    width - RIGHT,
  );
  const y = logScale(
    points.map(({ values }) => median(values)),
    bottom,
    TOP,
  );
  const unit = curve.x.unit === "" ? "" : `, ${curve.x.unit}`;
  const keyTop = bottom + 42;
  const svg = [
    words(`${curve.what} (${curve.y.unit})`, 20, 12, { class: "title" }),
    ...grid(y, width),
    ...[...new Set(points.map((point) => point.x))].map((value) =>
      words(shown(value), x.place(value), bottom + 16, { class: "quiet", "text-anchor": "middle" }),
    ),
    words(`${curve.x.name}${unit}`, width - RIGHT, bottom + 32, { class: "quiet", "text-anchor": "end" }),
    ...lines.map((line, index) => drawn(line, CLASSES[index % CLASSES.length] ?? "ours", x, y)),
    ...lines.map((line, index) => key(line, CLASSES[index % CLASSES.length] ?? "ours", keyTop + index * KEY_LINE)),
  ];
  return { svg: svg.join(""), height: keyTop + lines.length * KEY_LINE };
}

function grid({ ticks, place }: LogScale, width: number): string[] {
  return ticks.map((tick) =>
    [
      element("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: place(tick), y2: place(tick) }),
      words(shown(tick), LEFT - 8, place(tick) + 4, { class: "quiet", "text-anchor": "end" }),
    ].join(""),
  );
}

function drawn({ points }: Line, className: string, x: LogScale, y: LogScale): string {
  const places = points.map((point) => [x.place(point.x), y.place(median(point.values))] as const);
  const path = places
    .map(([left, top], index) => `${index === 0 ? "M" : "L"}${left.toFixed(1)} ${top.toFixed(1)}`)
    .join("");
  const dots = places.map(([cx, cy]) => element("circle", { class: `${className} dot`, cx, cy, r: 3 }));
  return element("path", { class: `${className} line`, d: path }) + dots.join("");
}

function key(line: Line, className: string, y: number): string {
  const last = line.points.at(-1);
  const value = last ? ` – ${shown(median(last.values))} at ${shown(last.x)}` : "";
  return (
    element("path", { class: `${className} line`, d: `M${String(LEFT)} ${String(y)}h26` }) +
    words(`${line.name}${value}`, LEFT + 36, y + 4)
  );
}
