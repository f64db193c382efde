import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import type { ContextItem, ContextSuggestion } from "../../shared/context";
import { formatBytes, formatDetails } from "../../shared/formats";
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
    <ul class="chips" aria-label={l10n.t("Attachments")}>
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

/** The file in front in the editor, which one press attaches. It comes after the text, so that Tab leads to it. */
export const CurrentFile = memo(function CurrentFile({ file }: { readonly file: ContextSuggestion | undefined }) {
  const panel = usePanel();
  return (
    file && (
      <button
        type="button"
        class="currentFile"
        aria-label={l10n.t("Attach the current file, {0}", file.name)}
        title={l10n.t("Attach the current file, {0}", file.detail)}
        onClick={() => panel.post("attach", { id: file.id })}
      >
        <Icon name="add" />
        <span class="chipName" dir="auto">
          {file.name}
        </span>
      </button>
    )
  );
});

/** The picture itself, where it is one; the kind's icon otherwise. */
function Thumbnail({ item }: { readonly item: ContextItem }) {
  const [broken, setBroken] = useState(false);
  const { preview, kind } = item;
  if (preview === undefined || broken || !drawable.test(preview)) {
    return <Icon name={contextIcons[kind]} />;
  }
  return <img class="chipPicture" src={preview} alt="" onError={() => setBroken(true)} />;
}
