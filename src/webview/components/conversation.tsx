import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Transcript } from "../../shared/transcript";
import { memo } from "../memo";
import { usePanel } from "../panelContext";
import { turnsToShow } from "../scroll";
import { Icon } from "./icon";
import { TurnView } from "./turnView";
import { useConversationScroll } from "./useConversationScroll";

/** Turns drawn at first, and added by each "Load earlier": 84 ms instead of 1.9 s for 500 (facts/field.md §E). */
const page = 50;

interface Props {
  readonly transcript: Transcript;
  /** Stands in the log while there are no turns. */
  readonly empty: ComponentChildren;
}

/** The turns of the thread, newest at the end. */
export const Conversation = memo(function Conversation({ transcript, empty }: Props) {
  const panel = usePanel();
  const { turns, threadId } = transcript;
  const [shown, setShown] = useState(() => {
    const saved = panel.savedScroll;
    return turnsToShow(turns, saved?.threadId === threadId ? saved.turnId : undefined, page);
  });
  const scroll = useConversationScroll(transcript);
  const hidden = Math.max(0, turns.length - shown);
  const loadEarlier = () => {
    scroll.holdPlace();
    setShown(shown + page);
    if (hidden <= page) {
      // The button goes away; the focus must not go with it.
      scroll.box.current?.focus({ preventScroll: true });
    }
  };
  return (
    <div class="conversation">
      {/* A screen reader is told finished sentences by the live region; the log itself keeps quiet. */}
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={l10n.t("Conversation")}
        tabIndex={0}
        ref={scroll.box}
        onScroll={scroll.onScroll}
      >
        <div class="turns" ref={scroll.content}>
          {hidden > 0 && (
            <button type="button" class="button link loadEarlier" onClick={loadEarlier}>
              {l10n.t("Load earlier")}
            </button>
          )}
          {turns.length === 0
            ? empty
            : turns
                .slice(hidden)
                .map((turn, index, visible) => (
                  <TurnView key={turn.id} turn={turn} newest={index === visible.length - 1} />
                ))}
        </div>
      </div>
      {scroll.away && (
        <button type="button" class="jump" onClick={scroll.jump}>
          <Icon name="arrowDown" />
          {l10n.t("Jump to latest")}
        </button>
      )}
    </div>
  );
});
