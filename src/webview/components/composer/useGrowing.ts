import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Lets the box grow with its text; the style sheet stops it at a third of the view. */
export function useGrowing(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const grow = () => {
      if (box.current !== null) {
        box.current.style.height = "auto";
        box.current.style.height = `${box.current.scrollHeight}px`;
      }
    };
    grow();
    window.addEventListener("resize", grow);
    return () => window.removeEventListener("resize", grow);
  }, [text, box]);
}
