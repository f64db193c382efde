import * as l10n from "@vscode/l10n";
import { useState } from "preact/hooks";
import type { ContextItem } from "../../../shared/context";
import { formatBytes } from "../../../shared/formats";
import { contextIcons } from "../contextIcons";
import { memo } from "../../memo";
import { usePanel } from "../../panelContext";
import { Icon } from "../icon";

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
          aria-label={l10n.t("Open {0}", about.join(", "))}
          onClick={() => panel.post("openContext", { id })}
        >
          {body}
        </button>
      ) : (
        <span class="chipBody">{body}</span>
      )}
      <button
        type="button"
        class="iconButton chipRemove"
        aria-label={l10n.t("Remove {0}", name)}
        title={l10n.t("Remove {0}", name)}
        onClick={() => panel.post("removeContext", { id })}
      >
        <Icon name="close" />
      </button>
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
