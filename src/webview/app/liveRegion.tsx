import { useEffect, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { Transcript } from "../../shared/transcript";
import { Announcer } from "./announcer";

/** Sentences kept in the region, besides new ones; a screen reader has heard the older ones. */
const kept = 12;

/**
 * Milliseconds between two looks at a response that is being written. What comes meanwhile is said together: nothing
 * is spoken faster, and each change costs the panel a frame of its own.
 */
const pace = 500;

interface Sentence {
  readonly id: number;
  readonly text: string;
}

interface LiveRegionProps {
  readonly transcript: Transcript;
  readonly responsesOnly: boolean;
}

/**
 * Tells a screen reader what the response says, sentence by sentence. Sentences are added, not replaced: a replaced
 * text is lost when the reader is still speaking.
 */
export function LiveRegion({ transcript, responsesOnly }: LiveRegionProps) {
  const announcer = useRef<Announcer>(null);
  const [sentences, setSentences] = useState<readonly Sentence[]>([]);
  const say = (said: readonly string[]): void => {
    if (said.length > 0) {
      setSentences((before) => {
        const first = (before.at(-1)?.id ?? 0) + 1;
        return [...before.slice(-kept), ...said.map((text, index) => ({ id: first + index, text }))];
      });
    }
  };
  const next = useRef({ transcript, at: 0, timer: 0 });
  next.current.transcript = transcript;
  const look = (): void => {
    clearTimeout(next.current.timer);
    next.current.timer = 0;
    announcer.current ??= new Announcer();
    const said = announcer.current.update(next.current.transcript);
    if (said.length > 0) {
      next.current.at = performance.now() + pace;
      say(said);
    }
  };
  useEffect(() => {
    const wait = next.current.at - performance.now();
    if (wait <= 0 || transcript.turns.at(-1)?.state !== "streaming") {
      look();
    } else if (next.current.timer === 0) {
      next.current.timer = window.setTimeout(look, wait);
    }
  }, [transcript]);
  useEffect(() => () => clearTimeout(next.current.timer), []);
  const shown = useRef(responsesOnly);
  useEffect(() => {
    if (shown.current !== responsesOnly) {
      shown.current = responsesOnly;
      say([
        responsesOnly
          ? l10n.t("Tool calls and reasoning are hidden, except those that failed or need you.")
          : l10n.t("Tool calls and reasoning are shown."),
      ]);
    }
  }, [responsesOnly]);
  return (
    <div class="visuallyHidden" role="status" aria-live="polite" aria-atomic="false" data-live-region>
      {sentences.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
