import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { Icon } from "../icon";

interface SearchBoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  /** Called with every change, but not while an input method still composes. */
  readonly onQuery: (query: string) => void;
  /** Called for the arrow down, which leads into the list. */
  readonly onDown: () => void;
}

/** The box that searches the threads. */
export function SearchBox({ box, onQuery, onDown }: SearchBoxProps) {
  return (
    <div class="searchBox">
      <Icon name="search" />
      <input
        ref={box}
        class="textBox"
        type="search"
        dir="auto"
        maxLength={200}
        aria-label={l10n.t("Search threads")}
        placeholder={l10n.t("Search titles and messages")}
        onInput={(event) => {
          if (!event.isComposing) {
            onQuery(event.currentTarget.value.trim());
          }
        }}
        // Chrome fires the last `input` of a composition before its end.
        onCompositionEnd={(event) => onQuery(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !event.isComposing) {
            event.preventDefault();
            onDown();
          }
        }}
      />
    </div>
  );
}
