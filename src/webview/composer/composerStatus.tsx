import * as l10n from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ContextItem } from "../../shared/context";
import { formatNumber, plural } from "../../shared/formats";
import type { QueuedMessage } from "../../shared/protocol";
import type { PanelModel } from "../state/store";
import type { Completion } from "./useCompletion";

/** The part of the panel whose changes are told to screen readers near the message box. */
export interface ComposerThings {
  readonly threadId: string;
  readonly queue: readonly QueuedMessage[];
  readonly context: readonly ContextItem[];
}

/** Characters of a message that are read out; the person has just typed it. */
const readOut = 80;

/**
 * What a screen reader is told when one state follows another: what was added or removed. The first
 * state and that of another thread are no news; nor is context that went out with a message.
 */
export function composerNews(before: ComposerThings | undefined, after: ComposerThings): readonly string[] {
  if (before?.threadId !== after.threadId) {
    return [];
  }
  const queued = added(before.queue, after.queue).map(({ text }) => l10n.t("Queued: {0}", text.slice(0, readOut)));
  const attached = added(before.context, after.context).map(({ name }) => l10n.t("Attached {0}", name));
  const gone = added(after.context, before.context);
  // Several at once: they were sent, which the conversation tells by itself.
  const removed =
    gone.length === 1 && after.context.length > 0 ? gone.map(({ name }) => l10n.t("Removed {0}", name)) : [];
  return [...queued, ...attached, ...removed];
}

function added<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}

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
          : help && l10n.t("Commands and keyboard shortcuts are shown above the message box.")}
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
