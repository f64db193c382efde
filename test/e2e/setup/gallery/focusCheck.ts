import type { Page } from "playwright-core";

/**
 * Walks through everything that can take the focus.
 *
 * @returns a line for each control that shows no sign of having it, or that has no accessible name
 */
export async function focusFindings(page: Page): Promise<readonly string[]> {
  // Focus is drawn only for people who use the keyboard: the browser takes the last key for that.
  await page.keyboard.press("Shift");
  return page.evaluate(() => {
    const look = (element: Element): string => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      const outline = outlineStyle === "none" || outlineWidth === "0px" ? "none" : `${outlineStyle} ${outlineColor}`;
      return `${outline} / ${boxShadow}`;
    };
    const around = (element: HTMLElement): Element[] =>
      [element, element.parentElement, element.parentElement?.parentElement].filter((one) => one != null);
    const named = (element: HTMLElement): boolean =>
      [
        element.getAttribute("aria-label"),
        ...(element.getAttribute("aria-labelledby") ?? "")
          .split(" ")
          .map((id) => document.getElementById(id)?.textContent),
        ...[...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent),
        element instanceof HTMLSelectElement ? "" : element.textContent,
        element.getAttribute("title"),
      ].some((name) => (name ?? "").trim() !== "");
    const selector = "a[href], button, input, select, textarea, summary, [tabindex]";
    const before = document.activeElement;
    const findings: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (
        element.matches(":disabled") ||
        element.tabIndex < 0 ||
        !element.checkVisibility({ visibilityProperty: true })
      ) {
        continue;
      }
      const boxes = around(element);
      (document.activeElement as HTMLElement | null)?.blur();
      const unfocused = boxes.map(look);
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) {
        continue;
      }
      const html = element.outerHTML.slice(0, 160);
      const changed = boxes.some((box, index) => look(box) !== unfocused[index] && look(box) !== "none / none");
      if (!changed) {
        findings.push(`no visible focus: ${html}`);
      }
      if (!named(element)) {
        findings.push(`no accessible name: ${html}`);
      }
    }
    (before as HTMLElement | null)?.focus();
    return findings;
  });
}
