import type { MainThread } from "../browser/mainThread";
import type { PanelPage, Timed } from "./panelPage";

/** Messages in several parts, each of which begins at 0. @param shares where they are cut, as shares of all of them, the last being 1 */
export function cut(messages: readonly Timed[], shares: readonly number[]): readonly (readonly Timed[])[] {
  const ends = shares.map((share) => Math.round(share * messages.length));
  return ends.map((end, index) => {
    const part = messages.slice(ends[index - 1] ?? 0, end);
    const start = part[0]?.at ?? 0;
    return part.map(({ at, message }) => ({ at: at - start, message }));
  });
}

/**
 * Plays the parts of one answer one after the other, each once the one before is drawn.
 *
 * @param last plays the last part instead of `PanelPage.play`
 * @returns milliseconds of the main thread from the beginning of the answer to the end of each part
 */
export async function playInParts(
  panel: PanelPage,
  main: MainThread,
  parts: readonly (readonly Timed[])[],
  last: () => Promise<void> = () => panel.play(),
): Promise<readonly number[]> {
  const work: number[] = [];
  for (const [index, part] of parts.entries()) {
    await panel.hold(part);
    const { tasks } = await main.during(index === parts.length - 1 ? last : () => panel.play());
    work.push((work.at(-1) ?? 0) + tasks);
  }
  return work;
}
