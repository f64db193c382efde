import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** How far out of sight counts as near: about two screens of a sidebar. */
const margin = "600px 0px";

/**
 * Calls back when the target comes near the visible part of the box, and once more after each change of
 * `mark` for as long as it stays there.
 *
 * @param mark what the target stands beside; a step that changed nothing is not made again
 */
export function useNear(
  box: RefObject<Element | null>,
  target: RefObject<Element | null>,
  mark: string | undefined,
  onNear: () => void,
): void {
  const latest = useRef(onNear);
  latest.current = onNear;
  useEffect(() => {
    if (target.current === null || box.current === null) {
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting === true) {
          latest.current();
        }
      },
      { root: box.current, rootMargin: margin },
    );
    observer.observe(target.current);
    return () => observer.disconnect();
  }, [box, target, mark]);
}
