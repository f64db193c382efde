import { useEffect, useRef, useState } from "preact/hooks";
import type { Transcript } from "../../shared/transcript";
import { Announcer } from "../announcer";

/** Sentences kept in the region; a screen reader has heard the older ones. */
const kept = 12;

interface Sentence {
  readonly id: number;
  readonly text: string;
}

/**
 * Tells a screen reader what the answer says, sentence by sentence. Sentences are added, not
 * replaced: a replaced text is lost when the reader is still speaking.
 */
export function LiveRegion({ transcript }: { readonly transcript: Transcript }) {
  const announcer = useRef<Announcer>(null);
  const [sentences, setSentences] = useState<readonly Sentence[]>([]);
  useEffect(() => {
    announcer.current ??= new Announcer();
    const said = announcer.current.update(transcript);
    if (said.length > 0) {
      setSentences((before) => {
        const first = (before.at(-1)?.id ?? 0) + 1;
        return [...before, ...said.map((text, index) => ({ id: first + index, text }))].slice(-kept);
      });
    }
  }, [transcript]);
  return (
    <div class="visuallyHidden" role="status" aria-live="polite" aria-atomic="false" data-live-region>
      {sentences.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  );
}
