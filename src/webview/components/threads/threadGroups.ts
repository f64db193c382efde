import * as l10n from "@vscode/l10n";
import type { ThreadSummary } from "../../../shared/threads";
import { daysBetween, isTime } from "../../../shared/formats";

/** Threads of one stretch of time, newest first. */
export interface ThreadGroup {
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
