import * as l10n from "@vscode/l10n";
import type { QueuedMessage } from "../../../shared/protocol";
import { memo } from "../../memo";
import { usePanel } from "../../panelContext";
import { Icon } from "../icon";

/** Characters of a waiting message that are drawn; one line shows no more. */
const shown = 200;

/** The beginning of a waiting message on one line, to name it by. */
export function queuedName(text: string, length: number): string {
  const line = text
    .slice(0, length * 2)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

/** Messages that go out when the answer is complete, in their order. */
export const QueueList = memo(function QueueList({ queue }: { readonly queue: readonly QueuedMessage[] }) {
  const panel = usePanel();
  if (queue.length === 0) {
    return null;
  }
  return (
    <ul class="queue" aria-label={l10n.t("Queued messages")}>
      {queue.map(({ id, text }) => (
        <li key={id} class="queued">
          <Icon name="clock" />
          <span class="queuedText" title={queuedName(text, shown)}>
            {l10n.t("Queued: {0}", queuedName(text, shown))}
          </span>
          <button
            type="button"
            class="iconButton"
            aria-label={l10n.t("Remove queued message “{0}”", queuedName(text, 40))}
            title={l10n.t("Remove from the queue")}
            onClick={() => panel.post("removeQueued", { id })}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
});
