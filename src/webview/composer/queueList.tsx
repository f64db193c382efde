import * as l10n from "@vscode/l10n";
import { useEffect, useRef, useState } from "preact/hooks";
import type { QueuedMessage, ShownThread } from "../../shared/protocol";
import { Icon, IconButton } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";
import { memo } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import { usePanel } from "../state/panel";

/** Characters of a waiting message that are drawn; one line shows no more. */
const shown = 200;

/** The beginning of a waiting message on one line, to name it by. */
function queuedName(text: string, length: number): string {
  const line = text
    .slice(0, length * 2)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

interface QueueListProps {
  readonly queue: readonly QueuedMessage[];
  /** The server takes no message while a response is being written. */
  readonly cannotSteer: boolean;
}

/** Messages that go out when the answer is complete, in their order. */
export const QueueList = memo(function QueueList({ queue, cannotSteer }: QueueListProps) {
  return (
    <ul class="queue" aria-label={l10n.t("Queued messages")}>
      {queue.map((message, index) => (
        <QueueItem
          key={message.id}
          message={message}
          first={index === 0}
          last={index === queue.length - 1}
          cannotSteer={cannotSteer}
        />
      ))}
    </ul>
  );
});

interface QueueItemProps {
  readonly message: QueuedMessage;
  readonly first: boolean;
  readonly last: boolean;
  readonly cannotSteer: boolean;
}

function QueueItem({ message, first, last, cannotSteer }: QueueItemProps) {
  const panel = usePanel();
  /** Where it was queued: another thread may be shown when the editor goes. */
  const [editing, setEditing] = useState<ShownThread>();
  const { id, text, now } = message;
  const name = queuedName(text, 40);
  if (now === "sending") {
    return (
      <li class="queued">
        <Icon name="loading" class="spinning" />
        <span class="queuedText" title={l10n.t("It goes into the response at the agent's next step.")}>
          {l10n.t("Sending now: {0}", queuedName(text, shown))}
        </span>
      </li>
    );
  }
  if (editing) {
    return (
      <li class="queued">
        <QueueEditor
          text={text}
          onDone={(changed) => {
            setEditing(undefined);
            if (changed !== undefined && changed !== text) {
              panel.post("editQueued", { id, text: changed }, editing);
            }
          }}
        />
      </li>
    );
  }
  const move = (by: -1 | 1) => panel.post("moveQueued", { id, by });
  return (
    <li
      class="queued"
      onKeyDown={(event) => {
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
        if (by !== undefined && event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
          takeKey(event);
          move(by);
        }
      }}
    >
      <Icon name="clockface" />
      <span class="queuedText" title={queuedName(text, shown)}>
        {l10n.t("Queued: {0}", queuedName(text, shown))}
      </span>
      {now === "possible" && (
        <IconButton
          icon="send"
          label={l10n.t("Send “{0}” now", name)}
          title={
            cannotSteer
              ? l10n.t(
                  "This server doesn't accept messages during a response, so this one waits until the response is complete.",
                )
              : l10n.t("Send now, into the response")
          }
          aria-disabled={cannotSteer}
          onClick={() => !cannotSteer && panel.post("sendQueuedNow", { id })}
        />
      )}
      <IconButton
        icon="edit"
        label={l10n.t("Edit queued message “{0}”", name)}
        title={l10n.t("Edit")}
        onClick={() => setEditing(panel.shown)}
      />
      {!(first && last) && (
        <>
          <IconButton
            icon="arrow-up"
            label={l10n.t("Move “{0}” up", name)}
            title={l10n.t("Move up (Alt+Up)")}
            aria-disabled={first}
            onClick={() => move(-1)}
          />
          <IconButton
            icon="arrow-down"
            label={l10n.t("Move “{0}” down", name)}
            title={l10n.t("Move down (Alt+Down)")}
            aria-disabled={last}
            onClick={() => move(1)}
          />
        </>
      )}
      <IconButton
        icon="close"
        label={l10n.t("Remove queued message “{0}”", name)}
        title={l10n.t("Remove from queue")}
        onClick={() => panel.post("removeQueued", { id })}
      />
    </li>
  );
}

interface QueueEditorProps {
  readonly text: string;
  /** Gets the words as they are now, or undefined when they stay as they were. */
  readonly onDone: (text: string | undefined) => void;
}

/** A queued message while it is being changed. Leaving it keeps what was typed, also when the message goes meanwhile. */
function QueueEditor({ text, onDone }: QueueEditorProps) {
  const sendKey = useSendKey();
  const [words, setWords] = useState(text);
  const isOpen = useRef(true);
  const leave = (changed: string | undefined) => {
    if (isOpen.current) {
      isOpen.current = false;
      onDone(changed);
    }
  };
  const done = () => leave(words.trim() === "" ? undefined : words);
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => () => latest.current(), []);
  return (
    <textarea
      class="queuedText"
      rows={2}
      aria-label={l10n.t("Edit queued message")}
      value={words}
      ref={(box) => {
        if (box !== null && document.activeElement !== box) {
          box.focus();
        }
      }}
      onInput={(event) => setWords(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !belongsToInputMethod(event)) {
          takeKey(event);
          leave(undefined);
        } else if (sendKey.is(event)) {
          takeKey(event);
          done();
        }
      }}
    />
  );
}
