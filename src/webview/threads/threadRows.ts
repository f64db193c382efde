import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { daysBetween, isTime } from "../../shared/formats";
import type { ThreadSummary } from "../../shared/threads";

/** Threads of one stretch of time, newest first. */
interface ThreadGroup {
  readonly title: string;
  readonly threads: readonly ThreadSummary[];
}

/** Sorts threads by last use and parts them by calendar days of the reader's time zone; no group is empty. */
export function groupThreads(threads: readonly ThreadSummary[], now: number): readonly ThreadGroup[] {
  const groups = [
    { title: l10n.t("Today"), days: 0 },
    { title: l10n.t("Yesterday"), days: 1 },
    { title: l10n.t("Last 7 days"), days: 7 },
    { title: l10n.t("Older"), days: Infinity },
  ].map((group) => ({ ...group, threads: new Array<ThreadSummary>() }));
  for (const thread of threads.toSorted((one, other) => other.updatedAt - one.updatedAt)) {
    const days = isTime(thread.updatedAt) ? daysBetween(thread.updatedAt, now) : Infinity;
    groups.find((group) => days <= group.days)?.threads.push(thread);
  }
  return groups.filter((group) => group.threads.length > 0);
}

interface ThreadRows {
  /** Id of the row that the Tab key reaches; undefined without rows. */
  readonly active: string | undefined;
  readonly setActive: (threadId: string) => void;
  /** Gives the focus to a row as soon as it is drawn. */
  readonly focusRow: (threadId: string) => void;
  /** Id of the row after this one, or before it when it is the last. */
  readonly neighbour: (threadId: string) => string | undefined;
  /** Moves the focus for the arrow keys, Home and End; says whether the key was one of them. */
  readonly onKey: (key: string) => boolean;
}

/**
 * One Tab stop for all rows, and the arrow keys between them (WAI-ARIA practices, roving tabindex).
 *
 * @param threads in the order in which they are drawn
 * @param fallback takes the focus when the row that had it is gone and none is left
 */
export function useThreadRows(
  list: RefObject<HTMLElement | null>,
  threads: readonly ThreadSummary[],
  fallback: RefObject<HTMLElement | null>,
): ThreadRows {
  const [chosen, setActive] = useState<string>();
  const wanted = useRef<string>(undefined);
  const index = threads.findIndex((thread) => thread.id === chosen);
  const active = threads[Math.max(0, index)]?.id;

  const rowOf = (threadId: string | undefined) =>
    [...(list.current?.querySelectorAll<HTMLElement>("[data-thread]") ?? [])]
      .find((row) => row.dataset["thread"] === threadId)
      ?.querySelector<HTMLElement>("[data-thread-row]");
  useLayoutEffect(() => {
    if (wanted.current === undefined) {
      return;
    }
    const row = rowOf(wanted.current);
    if (row != null) {
      wanted.current = undefined;
      row.focus();
    } else if (document.activeElement === document.body) {
      fallback.current?.focus();
    }
  });

  const focusRow = (threadId: string) => {
    const row = rowOf(threadId);
    // A row that is not drawn yet (after a rename, or brought back) waits for its drawing.
    wanted.current = row == null ? threadId : undefined;
    setActive(threadId);
    row?.focus();
  };
  const onKey = (key: string) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.max(0, index) + 1,
      ArrowUp: Math.max(0, index) - 1,
      Home: 0,
      End: threads.length - 1,
    };
    const step = steps[key];
    const next = step === undefined ? undefined : threads[Math.min(Math.max(0, step), threads.length - 1)];
    if (next !== undefined) {
      focusRow(next.id);
    }
    return step !== undefined;
  };
  const neighbour = (threadId: string) => {
    const at = threads.findIndex((thread) => thread.id === threadId);
    return (threads[at + 1] ?? threads[at - 1])?.id;
  };
  return { active, setActive, focusRow, neighbour, onKey };
}
