import { useEffect, useRef, useState } from "preact/hooks";
import { formatDateTime, formatTimeOfDay } from "../../shared/formats";

/**
 * When a turn was sent or answered. The words are made when its turn is pointed at or has the focus: a thread opens
 * with fifty turns, and each would take 0.8 ms (docs/wire.md#the-panel-what-drawing-costs).
 *
 * @param time milliseconds since 1970
 */
export function TurnTime({ time }: { readonly time: number }) {
  const element = useRef<HTMLTimeElement>(null);
  const [words, setWords] = useState<{ readonly short: string; readonly long: string }>();
  useEffect(() => {
    const turn = element.current?.closest("[data-turn]");
    // Each time anew: what was today may be yesterday by now.
    const tell = (): void => setWords({ short: formatTimeOfDay(time, Date.now()), long: formatDateTime(time) });
    turn?.addEventListener("pointerenter", tell);
    turn?.addEventListener("focusin", tell);
    return () => {
      turn?.removeEventListener("pointerenter", tell);
      turn?.removeEventListener("focusin", tell);
    };
  }, [time]);
  return (
    <time ref={element} class="turnTime" dateTime={new Date(time).toISOString()} title={words?.long}>
      {words?.short}
    </time>
  );
}
