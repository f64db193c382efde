import type { MatchLocation } from "../../find/matches";
import { rangesIn } from "./ranges";

/** A turn's texts, in the order of its text parts; one for a question. */
const texts = ":scope > .markdown, :scope > .bubble";

/** Where a match was found in what is drawn. */
export interface LocatedMatch {
  readonly range: Range | undefined;
  /** False while it may still appear: a fold was opened, and what is in it is drawn in one of the next frames. */
  readonly settled: boolean;
}

/**
 * The range of a match in its turn's article. What it stands in is opened: the folds around it, or,
 * while there are fewer places drawn than were found in the data, the message that shows its beginning only
 * or the first fold that is still closed.
 */
export function locateMatch(article: Element, spot: MatchLocation, query: string, matchCase: boolean): LocatedMatch {
  const block = spot.block < 0 ? undefined : article.querySelectorAll(texts)[spot.block];
  const ranges =
    block === undefined
      ? rangesIn(article, query, matchCase, ".turn > .markdown, .turn > .bubble")
      : rangesIn(block, query, matchCase);
  const range = ranges[spot.occurrence];
  if (range !== undefined) {
    return { range, settled: !openAround(range.startContainer) };
  }
  if (block !== undefined) {
    const all = article.querySelector<HTMLElement>(":scope > [data-show-all][aria-expanded=false]");
    all?.click();
    return { range: ranges.at(-1), settled: all === null };
  }
  const closed = article.querySelector<HTMLDetailsElement>("details:not([open])");
  if (closed !== null) {
    closed.open = true;
  }
  return { range: ranges.at(-1), settled: false };
}

function openAround(node: Node): boolean {
  let opened = false;
  let details = node.parentElement?.closest("details");
  while (details != null) {
    // A summary is in sight even while its fold is closed.
    if (!details.open && node.parentElement?.closest("summary")?.parentElement !== details) {
      details.open = true;
      opened = true;
    }
    details = details.parentElement?.closest("details");
  }
  return opened;
}
