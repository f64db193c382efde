import type { Token, Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { memo } from "../components/preactHelpers";
import { usePieces } from "./pieces";

/** Items of a piece of a long list: about two screens of a sidebar. */
const pieceLength = 64;

interface ContentProps {
  readonly content: (tokens: readonly Token[]) => ComponentChildren;
}

interface ItemProps extends ContentProps {
  readonly item: Tokens.ListItem;
}

/** Of a list that grows, items that stay the same are the same object (`grownList`). */
const Item = memo(function Item({ item, content }: ItemProps) {
  return <li class={item.task ? "task" : undefined}>{content(item.tokens)}</li>;
});

interface ItemsProps extends ContentProps {
  readonly items: readonly Tokens.ListItem[];
  /** Number of the first item; undefined for bullets. */
  readonly start: number | undefined;
}

const Items = memo(function Items({ items, start, content }: ItemsProps) {
  const rows = items.map((item, index) => <Item key={index} item={item} content={content} />);
  return start === undefined ? (
    <ul dir="auto">{rows}</ul>
  ) : (
    <ol start={start} dir="auto">
      {rows}
    </ol>
  );
});

interface ListViewProps extends ContentProps {
  readonly list: Tokens.List;
}

/**
 * An ordered, bulleted or task list. A long one is several that look like one: the browser lays out what is in sight,
 * and only the last one is drawn again while it grows.
 */
export function ListView({ list, content }: ListViewProps) {
  const pieces = usePieces(list.items, pieceLength);
  const start = list.ordered ? Number(list.start) : undefined;
  const lists = pieces.map((items, index) => (
    <Items
      key={index}
      items={items}
      start={start === undefined ? undefined : start + index * pieceLength}
      content={content}
    />
  ));
  return pieces.length === 1 ? <>{lists}</> : <div class="pieces">{lists}</div>;
}
