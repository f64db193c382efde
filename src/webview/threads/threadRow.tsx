import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatDateTime, formatTimeAgo, isTime } from "../../shared/formats";
import { draggedThread } from "../../shared/threadKey";
import type { ThreadSummary } from "../../shared/threads";
import { Icon, IconButton } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";

interface MarkedTextProps {
  readonly text: string;
  /** Words to mark; nothing is marked when they are empty or not there. */
  readonly words: string;
}

/** A text with the places marked where a search found its words. */
function MarkedText({ text, words }: MarkedTextProps) {
  return (
    <>
      {splitAt(text, words).map((piece, index) =>
        // Every other piece is a match.
        index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
      )}
    </>
  );
}

/** Pieces of a text, in turn outside and inside of the places where the words stand. Letter case does not count. */
export function splitAt(text: string, words: string): readonly string[] {
  const wanted = words.trim();
  if (wanted === "") {
    return [text];
  }
  const literal = wanted.replace(/[\^$\\.*+?()[\]{}|/]/g, "\\$&");
  return text.split(new RegExp(`(${literal})`, "iu"));
}

interface TitleBoxProps {
  readonly title: string;
  /** Called once, with undefined when the title stays; `byKey`: the focus goes back to the row. */
  readonly onDone: (title: string | undefined, byKey: boolean) => void;
}

/** A thread's title being changed in its row: Enter and leaving save, Escape does not. */
function TitleBox({ title, onDone }: TitleBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  // Taking the box away makes the browser fire `blur` once more.
  const finish = (save: boolean, byKey: boolean) => {
    if (!done.current) {
      done.current = true;
      const text = box.current?.value ?? title;
      onDone(save && text.trim() !== title ? text : undefined, byKey);
    }
  };
  return (
    <input
      ref={box}
      class="textBox threadTitleBox"
      type="text"
      dir="auto"
      maxLength={200}
      aria-label={l10n.t("Title of the thread")}
      defaultValue={title}
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        if (!belongsToInputMethod(event) && (event.key === "Enter" || event.key === "Escape")) {
          takeKey(event);
          finish(event.key === "Enter", true);
        }
      }}
    />
  );
}

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
  /** Whose it is. */
  readonly owner: string;
}

/** One thread of the list. */
export function ThreadRow({ thread, current, active, renaming, words, now, actions, owner }: ThreadRowProps) {
  const { id, title } = thread;
  const tabIndex = active ? 0 : -1;
  return (
    <li class={rowClass(current, thread.unread)} data-thread={id} onFocusIn={() => actions.focused(id)}>
      {renaming ? (
        // The row stays as it is, and the box lies above its title: nothing below it moves.
        <div class="threadRow renamed">
          <TitleBox title={title} onDone={(text, byKey) => actions.endRename(id, text, byKey)} />
          <RowText thread={thread} words={words} now={now} />
        </div>
      ) : (
        <>
          <button
            type="button"
            class="threadRow"
            tabIndex={tabIndex}
            aria-current={current ? "true" : undefined}
            title={title}
            data-thread-row
            draggable
            onDragStart={({ dataTransfer }) =>
              dataTransfer?.setData("CodeEditors", draggedThread({ owner, threadId: id }))
            }
            onClick={() => actions.open(id)}
          >
            <RowText thread={thread} words={words} now={now} />
          </button>
          <div class="threadTools">
            <IconButton
              icon="edit"
              tabIndex={tabIndex}
              label={l10n.t("Rename {0}", title)}
              title={l10n.t("Rename (F2)")}
              onClick={() => actions.startRename(id)}
            />
            <IconButton
              icon="trash"
              tabIndex={tabIndex}
              label={l10n.t("Delete {0}", title)}
              title={l10n.t("Delete (Delete)")}
              onClick={() => actions.remove(id)}
            />
          </div>
        </>
      )}
    </li>
  );
}

/** What a row says: the title, what goes on in the thread, and where a search found its words. */
function RowText({ thread, words, now }: Pick<ThreadRowProps, "thread" | "words" | "now">) {
  const { title, unread, snippet } = thread;
  return (
    <>
      {/* The room for the tools is at the end of the page's lines, whatever the title's own direction is. */}
      <span class="threadRowTitle">
        {unread && <span class="visuallyHidden">{l10n.t("Unread")} </span>}
        <span dir="auto">
          <MarkedText text={title} words={words} />
        </span>
      </span>
      <Facts thread={thread} now={now} />
      {snippet !== undefined && (
        <span class="threadSnippet" dir="auto">
          <MarkedText text={snippet} words={words} />
        </span>
      )}
    </>
  );
}

function rowClass(current: boolean, unread: true | undefined): string {
  return `threadItem${current ? " current" : ""}${unread ? " unread" : ""}`;
}

/** What goes on in the thread, who answers in it, and when it was used last. */
function Facts({ thread, now }: { readonly thread: ThreadSummary; readonly now: number }) {
  const { activity, agentName, updatedAt } = thread;
  return (
    <span class="threadFacts">
      {activity === "running" && (
        <span class="threadActivity">
          <Icon name="loading" class="spinning" />
          {l10n.t("Responding")}
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
