import { useEffect, useRef, useState } from "preact/hooks";
import { isAttachable } from "../../composer/dropped";

/** Milliseconds that the hint about Shift outlives the drag's last event. */
const hintTime = 4000;

/** What is told to a person who drags something over the panel. */
export type DropHint = "none" | "drop" | "holdShift";

/**
 * Watches what is dragged over the whole panel. VS Code lays a sheet over a webview while something is
 * dragged without Shift (facts/field.md B24), so of such a drag only the first event arrives; the hint
 * stays for a moment after it.
 */
export function useDrops(onDrop: (transfer: DataTransfer) => void): DropHint {
  const [hint, setHint] = useState<DropHint>("none");
  const handler = useRef(onDrop);
  handler.current = onDrop;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: DropHint): void => {
      clearTimeout(timer);
      setHint(next);
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer !== null && isAttachable(event.dataTransfer)) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        show(event.shiftKey ? "drop" : "holdShift");
      }
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) {
        clearTimeout(timer);
        setHint((before) => (before === "drop" ? "none" : before));
        timer = setTimeout(() => setHint("none"), hintTime);
      }
    };
    const drop = (event: DragEvent): void => {
      show("none");
      if (event.dataTransfer !== null && isAttachable(event.dataTransfer)) {
        event.preventDefault();
        handler.current(event.dataTransfer);
      }
    };
    const end = (): void => show("none");
    window.addEventListener("dragenter", over);
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    window.addEventListener("dragend", end);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("dragenter", over);
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("dragend", end);
    };
  }, []);
  return hint;
}
