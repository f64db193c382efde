import type { Links, Token, Tokens } from "marked";
import { type ReadingOn, readPiece } from "./readOn";

/** What is known of the first items of a list. */
interface Kept {
  readonly count: number;
  readonly length: number;
  /** True when they alone make the list a loose one. */
  readonly loose: boolean;
}

const known = new WeakMap<Tokens.List, Kept>();
const blankEnd = /\n[ \t]*\n[ \t]*$/;
const blankInside = /\n.*\n/;

/**
 * A list: an item is over once another one has begun (CommonMark §5.3), so only the last two are read. A list is loose
 * when a blank line stands between or in any of its items, which is said by all of them.
 */
export function grownList(list: Tokens.List, text: string, links: Links): ReadingOn | undefined {
  const kept = keptOf(list);
  if (kept === undefined) {
    return undefined;
  }
  // A copy: the tokens would keep the whole text alive.
  const piece = ` ${text.slice(kept.length)}`.slice(1);
  const read = readPiece(piece, links);
  const [found, ...after] = read?.tokens ?? [];
  if (found?.type !== "list") {
    return undefined;
  }
  const first = found as Tokens.List;
  const loose = kept.loose || first.loose;
  if (first.ordered !== list.ordered || (list.loose && !loose)) {
    return undefined;
  }
  const before = list.items.slice(0, kept.count);
  const grown: Tokens.List = {
    ...first,
    raw: list.raw.slice(0, kept.length) + first.raw,
    start: list.start,
    loose,
    items: [
      ...(loose && !list.loose ? before.map(asLoose) : before),
      ...(loose ? first.items.map(asLoose) : first.items),
    ],
  };
  known.set(grown, kept);
  return { tokens: [grown, ...after], read: piece.length };
}

/** All items but the last two; those that were looked at before are not looked at again. */
function keptOf(list: Tokens.List): Kept | undefined {
  const count = list.items.length - 2;
  if (count < 1) {
    return undefined;
  }
  const before = known.get(list);
  // A list may lose its last item with more text: `-` begins one, `--` goes on with the one before.
  let {
    count: at,
    length,
    loose,
  } = before !== undefined && before.count <= count ? before : { count: 0, length: 0, loose: false };
  for (; at < count; at++) {
    const item = list.items[at];
    length += item?.raw.length ?? 0;
    loose ||= item !== undefined && (blankEnd.test(item.raw) || item.tokens.some(isBlankInside));
  }
  return { count, length, loose };
}

function isBlankInside(token: Token): boolean {
  return token.type === "space" && blankInside.test(token.raw);
}

/** An item of a tight list as marked gives it in a loose one: its texts are paragraphs, and hold the task's box. */
function asLoose(item: Tokens.ListItem): Tokens.ListItem {
  if (item.loose) {
    return item;
  }
  const tokens = item.tokens.map((token) => (token.type === "text" ? { ...token, type: "paragraph" } : token));
  const [box, first, ...rest] = tokens;
  if (box?.type !== "checkbox" || first === undefined) {
    return { ...item, loose: true, tokens };
  }
  const words = first as Tokens.Paragraph;
  const marked = { ...words, raw: box.raw + words.raw, text: box.raw + words.text, tokens: [box, ...words.tokens] };
  return { ...item, loose: true, tokens: [marked, ...rest] };
}
