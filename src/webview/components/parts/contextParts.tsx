import * as l10n from "@vscode/l10n";
import type { ContextPart } from "../../../shared/transcript";
import { formatBytes } from "../../../shared/formats";
import { memo } from "../../memo";
import { contextIcons } from "../contextIcons";
import { Icon } from "../icon";
import { Fold } from "./fold";
import { imageUrl } from "./imageData";
import { LongText } from "./longText";

/** Characters of what was sent that are drawn before "Show all". */
const firstPart = 4000;

/** What a person sent along with a message: a chip for each, which opens to exactly what was sent. */
export const ContextParts = memo(function ContextParts({ parts }: { readonly parts: readonly ContextPart[] }) {
  return parts.length === 0 ? null : (
    <ul class="sentContext" aria-label={l10n.t("Sent along")}>
      {parts.map((part) => (
        <li key={part.id}>
          <SentItem part={part} />
        </li>
      ))}
    </ul>
  );
});

const SentItem = memo(function SentItem({ part }: { readonly part: ContextPart }) {
  const { name, detail, bytes, kind } = part.item;
  const icon = Object.hasOwn(contextIcons, kind) ? contextIcons[kind] : "file";
  const summary = (
    <>
      <Icon name={icon} />
      <span class="chipName">{name}</span>
      {detail !== "" && <span class="chipDetail">{detail}</span>}
      <span class="chipDetail">{formatBytes(bytes)}</span>
    </>
  );
  return (
    <Fold class="sentItem" summary={summary}>
      {() => (
        <div class="sentContent">
          <p class="quietLine">{l10n.t("What was sent")}</p>
          {part.mediaType === undefined ? (
            <LongText label={l10n.t("What was sent: {0}", name)} text={part.content} first={firstPart} look="block" />
          ) : (
            <SentBytes part={part} />
          )}
        </div>
      )}
    </Fold>
  );
});

function SentBytes({ part }: { readonly part: ContextPart }) {
  const image = imageUrl(part.content);
  return image === undefined ? (
    <p>
      {l10n.t(
        "A file of the type {0}, {1}.",
        part.mediaType ?? "",
        formatBytes(part.item.bytes),
      )}
    </p>
  ) : (
    <img src={image} alt={part.item.name} />
  );
}
