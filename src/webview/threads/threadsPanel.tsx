import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ThreadListState } from "../../shared/threads";
import { Icon, IconButton } from "../components/icon";
import { useUniqueId } from "../components/preactHelpers";
import { usePanel } from "../state/panel";
import { ListEnd } from "./listEnd";
import { type RowActions, ThreadRow } from "./threadRow";
import { groupThreads, useThreadRows } from "./threadRows";

export interface ThreadsPanelProps {
  readonly list: ThreadListState;
  /** Id of the thread that the conversation shows. */
  readonly currentId: string;
  readonly search: RefObject<HTMLInputElement | null>;
  /** Gets what moves the focus to a thread's row, now or once it is drawn. */
  readonly focusRow: RefObject<((threadId: string) => void) | null>;
  readonly onClose: () => void;
}

/** The list of threads, over the conversation: search, open, rename and delete. */
export function ThreadsPanel({ list, currentId, search, focusRow, onClose }: ThreadsPanelProps) {
  const panel = usePanel();
  const { threads } = panel;
  const heading = useUniqueId();
  const body = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState("");
  const [renaming, setRenaming] = useState<string>();
  const now = Date.now();
  const groups = useMemo(() => groupThreads(list.threads, now), [list.threads]);
  const inOrder = useMemo(() => groups.flatMap((group) => group.threads), [groups]);
  const rows = useThreadRows(body, inOrder, search);
  useLayoutEffect(() => search.current?.focus(), []);
  useLayoutEffect(() => {
    focusRow.current = rows.focusRow;
    return () => {
      focusRow.current = null;
    };
  });

  const actions: RowActions = {
    open: (threadId) => threads.open(threadId),
    startRename: setRenaming,
    endRename: (threadId, title, byKey) => {
      setRenaming(undefined);
      if (byKey) {
        rows.focusRow(threadId);
      }
      if (title !== undefined) {
        threads.rename(threadId, title);
      }
    },
    remove: (threadId) => {
      const next = rows.neighbour(threadId);
      if (next === undefined) {
        search.current?.focus();
      } else {
        rows.focusRow(next);
      }
      threads.remove(threadId);
    },
    focused: rows.setActive,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-thread]") : null;
    const threadId = row?.dataset["thread"];
    // Delete and the arrows belong to a title while it is being changed.
    const renamed = row?.querySelector("input") != null;
    if (threadId === undefined || renamed || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.key === "F2") {
      setRenaming(threadId);
    } else if (event.key === "Delete") {
      actions.remove(threadId);
    } else if (!rows.onKey(event.key)) {
      return;
    }
    event.preventDefault();
  };
  const busy = list.loading;
  return (
    <section class="threads" aria-labelledby={heading} aria-busy={busy}>
      <div class="threadsTop">
        <h2 id={heading}>{l10n.t("Threads")}</h2>
        <IconButton icon="close" label={l10n.t("Close threads")} title={l10n.t("Close (Escape)")} onClick={onClose} />
      </div>
      <SearchBox
        box={search}
        onQuery={(text) => {
          setQuery(text);
          threads.search(text);
        }}
        onDown={() => rows.active !== undefined && rows.focusRow(rows.active)}
      />
      <div class={busy ? "threadsProgress running" : "threadsProgress"} />
      <div class="threadList" ref={body} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <div key={group.title} class="threadGroup">
            <h3>{group.title}</h3>
            <ul aria-label={group.title}>
              {group.threads.map((thread) => (
                <ThreadRow
                  key={thread.id}
                  thread={thread}
                  current={thread.id === currentId}
                  active={thread.id === rows.active}
                  renaming={thread.id === renaming}
                  words={list.query}
                  now={now}
                  actions={actions}
                  owner={panel.shown.owner}
                />
              ))}
            </ul>
          </div>
        ))}
        <ListEnd list={list} busy={busy} onRetry={() => threads.list(query)} onMore={() => threads.more()} />
      </div>
    </section>
  );
}

interface SearchBoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  /** Called with every change, but not while an input method still composes. */
  readonly onQuery: (query: string) => void;
  /** Called for the arrow down, which leads into the list. */
  readonly onDown: () => void;
}

/** The box that searches the threads. */
function SearchBox({ box, onQuery, onDown }: SearchBoxProps) {
  return (
    <div class="searchBox">
      <Icon name="search" />
      <input
        ref={box}
        class="textBox"
        type="search"
        dir="auto"
        maxLength={200}
        aria-label={l10n.t("Search threads")}
        placeholder={l10n.t("Search titles and messages")}
        onInput={(event) => {
          if (!event.isComposing) {
            onQuery(event.currentTarget.value.trim());
          }
        }}
        // Chrome fires the last `input` of a composition before its end.
        onCompositionEnd={(event) => onQuery(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !event.isComposing) {
            event.preventDefault();
            onDown();
          }
        }}
      />
    </div>
  );
}
