import { fold, indexesOf } from "../../find/fold";

/** Elements that begin and end a run of words: a match does not reach across their edges. */
const blocks = "p,li,h1,h2,h3,h4,h5,h6,pre,td,th,div,summary,dt,dd,blockquote,ul,ol,table,article,section,details";

/** Words of the panel's own, and a result's first words beside its closed fold, which hold it all. */
const skipped =
  "button,textarea,select,option,.turnTools,.turnHeading,.visuallyHidden,.turnDetails,.turnEditor,.valuePreview";

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
