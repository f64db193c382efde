import * as l10n from "@vscode/l10n";
import type { ThreadSummary } from "../../../shared/threads";
import { formatDateTime, formatTimeAgo, isTime } from "../../../shared/formats";
import { Icon } from "../icon";
import { MarkedText } from "./markedText";
import { TitleBox } from "./titleBox";

/** What can be done in a row. */
export interface RowActions {
  readonly open: (threadId: string) => void;
  readonly startRename: (threadId: string) => void;
  /** @param title undefined leaves the title as it is */
  readonly endRename: (threadId: string, title: string | undefined, byKey: boolean) => void;
  readonly remove: (threadId: string) => void;
  readonly focused: (threadId: string) => void;
}

interface ThreadRowProps {
  readonly thread: ThreadSummary;
  /** True for the thread that the conversation shows. */
  readonly current: boolean;
  /** True for the one row that the Tab key reaches. */
  readonly active: boolean;
  readonly renaming: boolean;
  /** What was searched for. */
  readonly words: string;
  readonly now: number;
  readonly actions: RowActions;
}

/** One thread of the list. */
export function ThreadRow({ thread, current, active, renaming, words, now, actions }: ThreadRowProps) {
  const { id, title } = thread;
  const tabIndex = active ? 0 : -1;
  return (
    <li class={current ? "threadItem current" : "threadItem"} data-thread={id} onFocusIn={() => actions.focused(id)}>
      {renaming ? (
        <TitleBox title={title} onDone={(text, byKey) => actions.endRename(id, text, byKey)} />
      ) : (
        <>
          <button
            type="button"
            class="threadRow"
            tabIndex={tabIndex}
            aria-current={current ? "true" : undefined}
            title={title}
            data-thread-row
            onClick={() => actions.open(id)}
          >
            {/* The room for the tools is at the end of the page's lines, whatever the title's own direction is. */}
            <span class="threadRowTitle">
              <span dir="auto">
                <MarkedText text={title} words={words} />
              </span>
            </span>
            <Facts thread={thread} now={now} />
            {thread.snippet !== undefined && (
              <span class="threadSnippet" dir="auto">
                <MarkedText text={thread.snippet} words={words} />
              </span>
            )}
          </button>
          <div class="threadTools">
            <button
              type="button"
              class="iconButton"
              tabIndex={tabIndex}
              aria-label={l10n.t("Rename {0}", title)}
              title={l10n.t("Rename (F2)")}
              onClick={() => actions.startRename(id)}
            >
              <Icon name="edit" />
            </button>
            <button
              type="button"
              class="iconButton"
              tabIndex={tabIndex}
              aria-label={l10n.t("Delete {0}", title)}
              title={l10n.t("Delete (Delete)")}
              onClick={() => actions.remove(id)}
            >
              <Icon name="trash" />
            </button>
          </div>
        </>
      )}
    </li>
  );
}

/** What goes on in the thread, who answers in it, and when it was used last. */
function Facts({ thread, now }: { readonly thread: ThreadSummary; readonly now: number }) {
  const { activity, agentName, updatedAt } = thread;
  return (
    <span class="threadFacts">
      {activity === "running" && (
        <span class="threadActivity">
          <Icon name="loading" class="spinning" />
          {l10n.t("Answering")}
        </span>
      )}
      {activity === "waiting" && (
        <span class="threadActivity waiting">
          <Icon name="question" />
          {l10n.t("Waiting for you")}
        </span>
      )}
      {agentName !== "" && (
        <span class="threadAgent" dir="auto">
          {agentName}
        </span>
      )}
      {isTime(updatedAt) && (
        <time class="threadTime" dateTime={new Date(updatedAt).toISOString()} title={formatDateTime(updatedAt)}>
          {formatTimeAgo(updatedAt, now)}
        </time>
      )}
    </span>
  );
}
