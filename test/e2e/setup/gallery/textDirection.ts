import type { Page } from "playwright-core";

/** Text in one direction and how the page lays it out. */
export interface TextDirection {
  readonly text: string;
  readonly direction: string;
  readonly align: string;
}

/** Every block of text in the conversation. */
export function textDirections(page: Page): Promise<readonly TextDirection[]> {
  return page.getByRole("log").evaluate((log) =>
    [...log.querySelectorAll(".bubble, .markdown p, .markdown li, .markdown h1, .markdown h2, .markdown h3")].map(
      (block) => {
        const { direction, textAlign } = getComputedStyle(block);
        return { text: block.textContent, direction, align: textAlign };
      },
    ),
  );
}
