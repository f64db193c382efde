import type { Page } from "playwright-core";
import { median } from "../measure/statistics";
import { drawn } from "./frames";
import type { MainThread } from "./mainThread";

/** Changes of the width, in CSS pixels: as a person drags the edge of a sidebar. */
const steps = [40, 80, -60, 20, 0] as const;

/** Milliseconds of layout, style and scripts for one change of the page's width; the median of some. */
export async function relayout(page: Page, main: MainThread): Promise<number> {
  const size = page.viewportSize() ?? { width: 400, height: 700 };
  await drawn(page);
  const times: number[] = [];
  for (const step of steps) {
    const { layout, style, script } = await main.during(async () => {
      await page.setViewportSize({ ...size, width: size.width + step });
      await drawn(page);
    });
    times.push(layout + style + script);
  }
  return median(times);
}
