import type { Row } from "./measure/row";
import { markdownTable, missedGoals } from "./measure/table";

const BEGIN = "<!-- bench: written by npm run bench -->";
const END = "<!-- /bench -->";

/** What a person wants to know first, in this order; everything else is in the results. */
const SHOWN = [
  "activation.total",
  "firstWords.thinking.studioText",
  "firstWords.thinking.enter",
  "answer.cpu.410",
  "streaming.5000.work",
  "streaming.5000.longest",
  "markdown.frames.marked",
  "rate.slow",
  "panelThread.open",
  "panelThread.heap",
  "idle.heap",
  "roundTrips.question",
  "size.vsix",
] as const;

/**
 * The README with the figures of a run between its two marks, and every goal that was missed.
 *
 * @throws Error when the marks or a row that is to be shown are missing
 */
export function readmeWithFigures(readme: string, rows: readonly Row[], date: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) {
    throw new Error(`The README has no place for the figures: ${BEGIN} … ${END}`);
  }
  const shown = SHOWN.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (row === undefined) {
      throw new Error(`No suite has measured ${id}, which the README shows.`);
    }
    return row;
  });
  const figures = [`Measured on ${date}:`, markdownTable(shown), missedGoals(rows)].join("\n\n");
  return `${readme.slice(0, begin)}${BEGIN}\n\n${figures}\n\n${readme.slice(end)}`;
}
