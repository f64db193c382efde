import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Characters of the end that are drawn; a long text grows many times a second. */
const tail = 4000;

/** Pixels from the end within which a reader still follows it. */
const near = 8;

/** Arguments while the model writes them. The box follows their end until somebody scrolls up in it. */
export function WritingArguments({ text }: { readonly text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const following = useRef(true);
  useLayoutEffect(() => {
    if (following.current && box.current !== null) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [text]);
  return (
    <pre
      ref={box}
      class="writingArguments"
      dir="ltr"
      tabIndex={0}
      role="region"
      aria-label={l10n.t("Arguments")}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        following.current = scrollHeight - scrollTop - clientHeight <= near;
      }}
    >
      {text.length > tail ? `…${text.slice(-tail)}` : text}
    </pre>
  );
}
