import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { ThreadListState } from "../../shared/threads";
import { Icon } from "../components/icon";

interface Props {
  readonly list: ThreadListState;
  /** True while an answer is awaited. */
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly onMore: () => void;
}

/** What stands below the rows: that they load, that there are none and why, or the way to more. */
export function ListEnd({ list, busy, onRetry, onMore }: Props) {
  const empty = list.threads.length === 0;
  return (
    <>
      <div role="status" class="listStatus">
        {empty && busy && <RowSkeleton />}
        {empty && !busy && list.error === undefined && (
          <p class="listEmpty" dir="auto">
            {list.query === ""
              ? l10n.t("No threads yet. Send a message to start one.")
              : l10n.t("No results for “{0}”.", list.query)}
          </p>
        )}
      </div>
      {list.error !== undefined && !busy && (
        <div class="listError" role="alert">
          <Icon name="error" class="noticeIcon" />
          <p>{list.error}</p>
          <button type="button" class="button secondary" onClick={onRetry}>
            {l10n.t("Try again")}
          </button>
        </div>
      )}
      {list.query !== "" && list.searched && (
        <p class="listSearched" role="status">
          {l10n.t(
            "Searched {0} of {1} threads, newest first.",
            formatNumber(list.searched.threads),
            formatNumber(list.searched.total ?? list.searched.threads),
          )}
        </p>
      )}
      {list.more && (!empty || list.query !== "") && (
        <button
          type="button"
          class="button link loadMore"
          // Not `disabled`: the focus would leave the list.
          aria-disabled={busy}
          onClick={() => {
            if (!busy) {
              onMore();
            }
          }}
        >
          {busy ? l10n.t("Loading…") : list.query === "" ? l10n.t("Load more") : l10n.t("Search older threads")}
        </button>
      )}
    </>
  );
}

/** Grey rows where the threads will stand. */
function RowSkeleton() {
  return (
    <div class="rowSkeleton">
      <span class="visuallyHidden">{l10n.t("Loading…")}</span>
      {[70, 45, 60, 35].map((width) => (
        <div key={width} class="skeletonRow">
          <div class="line" style={{ width: `${width}%` }} />
          <div class="line thin" />
        </div>
      ))}
    </div>
  );
}
