import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { Icon } from "./icon";

interface Props {
  readonly class?: string;
  readonly summary: ComponentChildren;
  /** Beside the summary, out of its button: what can be done with the content. */
  readonly aside?: ComponentChildren;
  /** Whether it stands open until a person opens or closes it. */
  readonly open?: boolean;
  /** Called when the content is in sight for the first time; then the content stays. */
  readonly children: () => ComponentChildren;
}

/**
 * Something that can be opened. What a person chose holds against whatever comes after, and what was
 * never opened is never drawn: a 5 MB result costs nothing until somebody looks at it.
 */
export function Fold({ class: extra, summary, aside, open: natural = false, children }: Props) {
  const [choice, setChoice] = useState<boolean>();
  const opened = useRef(false);
  const open = choice ?? natural;
  opened.current ||= open;
  return (
    <div class={extra === undefined ? "fold" : `fold ${extra}`}>
      <details
        open={open}
        // Somebody else opened it: the browser for a found text, the find bar for a match inside.
        onToggle={(event) => {
          if (event.currentTarget === event.target && event.currentTarget.open !== open) {
            setChoice(event.currentTarget.open);
          }
        }}
      >
        <summary
          // Opened here and not by the browser, so that the content is there in the same frame.
          onClick={(event) => {
            event.preventDefault();
            setChoice(!open);
          }}
        >
          <Icon name="chevron-right" class="foldArrow" />
          {summary}
        </summary>
        {opened.current && children()}
      </details>
      {aside}
    </div>
  );
}
