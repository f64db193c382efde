import type { Tokens } from "marked";
import { blocks } from "./blockView";

/** An ordered, bulleted or task list. */
export function ListView({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index} class={item.task ? "task" : undefined}>
      {blocks(item.tokens)}
    </li>
  ));
  return list.ordered ? (
    <ol start={list.start === "" ? 1 : list.start} dir="auto">
      {items}
    </ol>
  ) : (
    <ul dir="auto">{items}</ul>
  );
}
