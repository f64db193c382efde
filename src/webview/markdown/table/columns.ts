import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** How much wider than in its first rows a column gets where there is room: words of later rows may be longer. */
const widest = 1.5;

/** Pixels of the room that the table's own borders take. */
const borders = 2;

/**
 * Gives the rows of a long table columns of fixed widths, so that none needs to be laid out for the others: those that
 * its first rows need, measured again when the table's room gets wider or narrower.
 */
export function useColumns(table: RefObject<HTMLTableElement | null>, long: boolean): void {
  useLayoutEffect(() => {
    const { current } = table;
    const box = current?.parentElement;
    if (!long || current === null || box == null) {
      return undefined;
    }
    let width = box.clientWidth;
    measure(current, width);
    const observer = new ResizeObserver(() => {
      if (width !== box.clientWidth) {
        width = box.clientWidth;
        measure(current, width);
      }
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [long]);
}

/** As a table that has its first rows alone (`table.css`). */
function measure(table: HTMLTableElement, room: number): void {
  table.classList.add("measured");
  const needed = [...table.querySelectorAll("th")].map((head) => head.getBoundingClientRect().width);
  table.classList.remove("measured");
  const times = Math.min(widest, Math.max(1, (room - borders) / needed.reduce((sum, width) => sum + width, 0)));
  const widths = needed.map((width) => width * times);
  table.style.setProperty("--columns", widths.map((width) => `${width}px`).join(" "));
  // To ask all rows for the width that they need would lay out all of them.
  table.style.setProperty("--width", `${widths.reduce((sum, width) => sum + width, 0)}px`);
}
