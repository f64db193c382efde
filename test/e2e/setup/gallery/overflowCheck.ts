import type { Page } from "playwright-core";

/**
 * Looks for what sticks out of the view to the side, where nobody can scroll to it.
 *
 * @returns a line for each element; code and tables that scroll by themselves are no such thing
 */
export function overflowFindings(page: Pick<Page, "evaluate">): Promise<readonly string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element): boolean => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const reachable = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null && box.id !== "root"; box = box.parentElement) {
        const style = getComputedStyle(box);
        // Cut off with an ellipsis on purpose, or for screen readers only.
        if (
          (scrolls(box) && box.scrollWidth > box.clientWidth) ||
          style.textOverflow === "ellipsis" ||
          style.clipPath !== "none"
        ) {
          return true;
        }
      }
      return false;
    };
    return [...document.querySelectorAll("#root *")]
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect();
        const shown = width > 0 && height > 0 && getComputedStyle(element).clipPath === "none";
        return shown && (right > innerWidth + 1 || left < -1) && !reachable(element);
      })
      .map((element) => `sticks out of the view: ${element.outerHTML.slice(0, 160)}`)
      .slice(0, 5);
  });
}
