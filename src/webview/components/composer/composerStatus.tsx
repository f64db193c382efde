import * as l10n from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import { formatNumber, plural } from "../../../shared/formats";
import { composerNews, type ComposerThings } from "../../composer/composerNews";
import type { PanelModel } from "../../store";
import type { Completion } from "./useCompletion";

/** Sentences kept; a screen reader has heard the older ones. */
const kept = 4;

interface ComposerStatusProps {
  readonly model: PanelModel;
  readonly completion: Completion;
  readonly help: boolean;
}

/** Tells a screen reader how many completions there are, and what was queued, added or removed. */
export function ComposerStatus({ model, completion, help }: ComposerStatusProps) {
  const { queue, context } = model.state;
  const { threadId } = model.transcript;
  const before = useRef<ComposerThings>(undefined);
  const [news, setNews] = useState<readonly { readonly id: number; readonly text: string }[]>([]);
  useEffect(() => {
    const after = { threadId, queue, context };
    const said = composerNews(before.current, after);
    before.current = after;
    if (said.length > 0) {
      setNews((old) => {
        const first = (old.at(-1)?.id ?? 0) + 1;
        return [...old, ...said.map((text, index) => ({ id: first + index, text }))].slice(-kept);
      });
    }
  }, [threadId, queue, context]);
  return (
    <>
      <div class="visuallyHidden" role="status" data-composer-news>
        {news.map(({ id, text }) => (
          <p key={id}>{text}</p>
        ))}
      </div>
      <div class="visuallyHidden" role="status" aria-atomic="true" data-completion-count>
        {completion.open
          ? countWords(completion)
          : help && l10n.t("Commands and keys are shown above the message box.")}
      </div>
    </>
  );
}

function countWords({ rows, searching }: Completion): string {
  if (searching) {
    return "";
  }
  if (rows.length === 0) {
    return l10n.t("No suggestions");
  }
  const count = formatNumber(rows.length);
  return plural(rows.length, l10n.t("{0} suggestion", count), l10n.t("{0} suggestions", count));
}
