import * as l10n from "@vscode/l10n";
import type { ContextItem } from "../../shared/context";
import type { QueuedMessage } from "../../shared/protocol";

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
  const attached = added(before.context, after.context).map(({ name }) => l10n.t("Added {0}", name));
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
