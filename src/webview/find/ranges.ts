import { fold, indexesOf, type MatchLocation } from "./search";

/** Elements that begin and end a run of words: a match does not reach across their edges. */
const blocks = "p,li,h1,h2,h3,h4,h5,h6,pre,td,th,div,summary,dt,dd,blockquote,ul,ol,table,article,section,details";

/**
 * Words of the panel's own, a result's first words beside its closed fold, which hold it all, and the signs of
 * formulas, whose source lies over them. Neither are diagrams searched: their code is, which stays beside them.
 */
const skipped =
  "math,svg,button,textarea,select,option,.turnTools,.turnHeading,.visuallyHidden,.turnDetails,.turnEditor,.valuePreview";

/**
 * Places of the words in what is drawn, as ranges, from top to bottom.
 *
 * @param skip a selector of elements to leave out, besides the panel's own words
 */
export function rangesIn(root: Element, query: string, matchCase: boolean, skip = ""): readonly Range[] {
  const { text, nodes } = drawnText(root, skip === "" ? skipped : `${skipped},${skip}`);
  const words = matchCase ? query : fold(query);
  return indexesOf(matchCase ? text : fold(text), words).map((place) => {
    const range = document.createRange();
    const [start, end] = [nodeAt(nodes, place), nodeAt(nodes, place + words.length - 1)];
    range.setStart(start.node, place - start.from);
    range.setEnd(end.node, place + words.length - end.from);
    return range;
  });
}

interface TextStart {
  readonly node: Text;
  /** Where the node's text begins in the whole. */
  readonly from: number;
}

function drawnText(root: Element, skip: string): { readonly text: string; readonly nodes: readonly TextStart[] } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches(skip) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: TextStart[] = [];
  let text = "";
  let block: Element | null | undefined;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) {
      text += node.nodeName === "BR" ? "\n" : "";
      continue;
    }
    const own = node.parentElement?.closest(blocks);
    if (block !== undefined && own !== block) {
      text += "\n\n";
    }
    block = own;
    nodes.push({ node, from: text.length });
    text += node.data;
  }
  return { text, nodes };
}

/** The node that holds the character at a place; by halves, since a code block can have thousands. */
function nodeAt(nodes: readonly TextStart[], place: number): TextStart {
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((nodes[middle]?.from ?? 0) <= place) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  const found = nodes[low];
  if (found === undefined) {
    throw new RangeError(`No text at ${place}`);
  }
  return found;
}

/** A turn's texts, in the order of its text parts; one for a question. */
const texts = ":scope > .markdown, :scope > .bubble";

/** Where a match was found in what is drawn. */
interface LocatedMatch {
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
    const opened = openAround(range.startContainer);
    return { range, settled: !showCodeAround(range.startContainer) && !opened };
  }
  if (block !== undefined) {
    const all = article.querySelector<HTMLElement>(":scope > [data-show-all][aria-expanded=false]");
    all?.click();
    return { range: ranges.at(-1), settled: all === null };
  }
  // What is in the card of a call is drawn while the card is closed.
  const closed = article.querySelector<HTMLDetailsElement>("details:not([open], .toolFold)");
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

/** Shows the code in which something was found in place of its diagram. @returns true when it was not in sight */
function showCodeAround(node: Node): boolean {
  const block = node.parentElement?.closest("[hidden]")?.closest(".codeBlock");
  const toggle = block?.querySelector<HTMLElement>("[data-show-code=true]");
  toggle?.click();
  return toggle != null;
}

/** Shows all of the code blocks in which something was found: what is folded away could not be seen. */
export function unfoldCode(article: Element, ranges: readonly Range[]): void {
  for (const block of article.querySelectorAll(".codeBlock.folded")) {
    if (ranges.some((range) => block.contains(range.startContainer))) {
      block.querySelector<HTMLElement>("[data-show-all]")?.click();
    }
  }
}

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
