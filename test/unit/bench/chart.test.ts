import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { JSDOM } from "jsdom";
import { chart } from "../../bench/chart/chart";
import { logScale } from "../../bench/chart/scale";
import { timesLess } from "../../bench/measure/goal";
import { type Curve, judged, type Row } from "../../bench/measure/row";

const row = (what: string, ours: number, theirs: number): Row =>
  judged({
    id: what,
    what,
    unit: "ms",
    ours: [ours],
    against: { name: "<client & co>", values: [theirs] },
    goals: [timesLess(1)],
  });

const curve: Curve = {
  id: "answer",
  what: "Whole answer",
  x: { name: "length", unit: "KB" },
  y: { name: "CPU", unit: "ms" },
  lines: [
    {
      name: "ours",
      points: [
        { x: 41, values: [20, 21, 22] },
        { x: 410, values: [200] },
      ],
    },
    {
      name: "theirs",
      points: [
        { x: 41, values: [90] },
        { x: 410, values: [90_000] },
      ],
    },
  ],
};

/** The drawing, read by a strict parser of XML. */
function parsed(svg: string): Document {
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  return document;
}

describe("chart", () => {
  const svg = chart({ rows: [row("answer", 10, 4_400), row("slower", 10, 5)], curves: [curve] });

  it("is well-formed, whatever names hold", () => {
    const document = parsed(svg);
    strictEqual(document.documentElement.tagName, "svg");
    match(document.documentElement.textContent, /<client & co>: 4,400 ms/);
  });

  it("draws a bar for each comparison that is won, and leaves the others to the table", () => {
    const texts = [...parsed(svg).querySelectorAll("text")].map(({ textContent }) => textContent);
    ok(texts.includes("440×"));
    ok(!texts.includes("slower"));
    strictEqual(parsed(svg).querySelectorAll("rect.ours").length, 1);
  });

  it("draws each line of a curve with all of its points, inside the drawing", () => {
    const document = parsed(svg);
    strictEqual(document.querySelectorAll("circle").length, 4);
    const [, , width = 0, height = 0] = (document.documentElement.getAttribute("viewBox") ?? "").split(" ").map(Number);
    for (const dot of document.querySelectorAll("circle")) {
      ok(Number(dot.getAttribute("cx")) < width && Number(dot.getAttribute("cy")) < height);
    }
    ok(!svg.includes("NaN") && !svg.includes("Infinity"));
  });

  it("can be read in both schemes", () => match(svg, /prefers-color-scheme:dark/));

  it("draws what there is when nothing could be compared", () => {
    const alone = chart({ rows: [], curves: [{ ...curve, lines: [{ name: "ours", points: [] }] }] });
    ok(!alone.includes("NaN") && !alone.includes("Infinity"));
    parsed(alone);
  });
});

describe("logScale", () => {
  it("puts the ends where they belong and decades at equal steps", () => {
    const { place, ticks } = logScale([1, 10, 1_000], 0, 300);
    deepStrictEqual(
      [1, 10, 100, 1_000].map((value) => Math.round(place(value))),
      [0, 100, 200, 300],
    );
    deepStrictEqual(
      ticks.map((tick) => Math.round(tick)),
      [1, 10, 100, 1_000],
    );
  });

  it("has room around values that are all the same, and a tick or more", () => {
    const { place, ticks } = logScale([7, 7.2], 0, 100);
    ok(place(7) > 20 && place(7.2) < 80 && ticks.length > 0);
  });
});
