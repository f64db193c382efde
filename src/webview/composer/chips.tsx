import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import type { ContextItem } from "../../shared/context";
import { formatBytes, formatDetails } from "../../shared/formats";
import type { QueuedMessage } from "../../shared/protocol";
import { contextIcons, Icon, IconButton } from "../components/icon";
import { memo } from "../components/preactHelpers";
import { usePanel } from "../state/panel";

/** Pictures that are drawn; anything else in a preview is not trusted to be one. */
const drawable = /^data:image\/(?:png|jpeg|gif|webp)[;,]/i;

/** What goes along with the next message, in a row above its text. */
export const Chips = memo(function Chips({ items }: { readonly items: readonly ContextItem[] }) {
  if (items.length === 0) {
    return null;
  }
  return (
    <ul class="chips" aria-label={l10n.t("Added context")}>
      {items.map((item) => (
        <Chip key={item.id} item={item} />
      ))}
    </ul>
  );
});

function Chip({ item }: { readonly item: ContextItem }) {
  const panel = usePanel();
  const { id, name, detail, bytes, openable } = item;
  const size = formatBytes(bytes);
  const about = [name, detail, size].filter((text) => text !== "");
  const body = (
    <>
      <Thumbnail item={item} />
      <span class="chipName" dir="auto">
        {name}
      </span>
      {detail !== "" && (
        <span class="chipDetail" dir="auto">
          {detail}
        </span>
      )}
      <span class="chipSize" dir="auto">
        {size}
      </span>
    </>
  );
  return (
    <li class="chip" title={about.join("\n")}>
      {openable ? (
        <button
          type="button"
          class="chipBody"
          aria-label={l10n.t("Open {0}", formatDetails(about))}
          onClick={() => panel.post("openContext", { id })}
        >
          {body}
        </button>
      ) : (
        <span class="chipBody">{body}</span>
      )}
      <IconButton
        icon="close"
        class="chipRemove"
        label={l10n.t("Remove {0}", name)}
        onClick={() => panel.post("removeContext", { id })}
      />
    </li>
  );
}

/** The picture itself, where it is one; the kind's icon otherwise. */
function Thumbnail({ item }: { readonly item: ContextItem }) {
  const [broken, setBroken] = useState(false);
  const { preview, kind } = item;
  if (preview === undefined || broken || !drawable.test(preview)) {
    return <Icon name={contextIcons[kind]} />;
  }
  return <img class="chipPicture" src={preview} alt="" onError={() => setBroken(true)} />;
}

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
          <Icon name="clockface" />
          <span class="queuedText" title={queuedName(text, shown)}>
            {l10n.t("Queued: {0}", queuedName(text, shown))}
          </span>
          <IconButton
            icon="close"
            label={l10n.t("Remove queued message “{0}”", queuedName(text, 40))}
            title={l10n.t("Remove from the queue")}
            onClick={() => panel.post("removeQueued", { id })}
          />
        </li>
      ))}
    </ul>
  );
});
