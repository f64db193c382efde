import * as l10n from "@vscode/l10n";
import { useMemo, useState } from "preact/hooks";
import { formatBytes } from "../../shared/formats";
import { type ImageType, imageType } from "../../shared/imageType";
import { safeHref } from "../../shared/links";
import type { ContextPart, FilePart } from "../../shared/transcript";
import { ExternalLink } from "../components/buttons";
import { Fold } from "../components/fold";
import { contextIcons, Icon } from "../components/icon";
import { LongText } from "../components/longText";
import { memo } from "../components/preactHelpers";
import { usePanel } from "../state/panel";

/** Characters of base64 up to which a picture is drawn; larger ones are only saved. */
const largest = 20_000_000;

const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The kind of picture that base64 holds, told by its first bytes: what a server says of it is not
 * believed. Undefined for anything else, SVG included.
 */
export function imageTypeOfBase64(base64: string): ImageType | undefined {
  const head = base64.slice(0, 16);
  if (base64.length > largest || head.length < 16 || !base64Text.test(head)) {
    return undefined;
  }
  return imageType(Uint8Array.from(atob(head), (character) => character.charCodeAt(0)));
}

/** The address of a picture inside the page, or undefined when the bytes are none. */
export function imageUrl(base64: string): string | undefined {
  const type = imageTypeOfBase64(base64);
  return type === undefined ? undefined : `data:${type};base64,${base64}`;
}

/** Bytes that base64 stands for. */
export function base64Bytes(base64: string): number {
  const padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor((base64.length * 3) / 4) - padding);
}

interface FileViewProps {
  readonly turnId: string;
  readonly part: FilePart;
}

/** A file or a picture that an agent made, to look at and to save. */
export function FileView({ turnId, part }: FileViewProps) {
  const [broken, setBroken] = useState<string>();
  const { base64 = "" } = part;
  const image = useMemo(() => imageUrl(base64), [base64]);
  const name = part.name === "" ? l10n.t("File from the agent") : part.name;
  if (base64 === "") {
    return <LinkedFile part={part} name={name} />;
  }
  const drawn = image !== undefined && broken !== base64;
  const claimed = part.mediaType.startsWith("image/");
  return (
    <div class={drawn ? "agentFile picture" : "agentFile"} role="group" aria-label={name}>
      {drawn && <img src={image} alt={name} onError={() => setBroken(base64)} />}
      <FileLine turnId={turnId} part={part} name={name} />
      {!drawn && claimed && (
        <p class="fileTrouble">
          {l10n.t(
            "Can't show this as an image: it is damaged, too large, or of an unsupported type. Save it to open it in another program.",
          )}
        </p>
      )}
    </div>
  );
}

function FileLine({ turnId, part, name }: FileViewProps & { readonly name: string }) {
  const panel = usePanel();
  const details = [part.mediaType, formatBytes(base64Bytes(part.base64 ?? ""))].filter((text) => text !== "");
  return (
    <div class="fileLine">
      <Icon name="file" />
      <span class="fileName" title={name} dir="auto">
        {name}
      </span>
      <span class="fileDetail">{details.join(" · ")}</span>
      <button
        type="button"
        class="button link"
        aria-label={l10n.t("Save {0}…", name)}
        onClick={() => panel.post("saveFile", { turnId, partId: part.id })}
      >
        {l10n.t("Save…")}
      </button>
    </div>
  );
}

/** A file that is elsewhere: loading it would tell its server who reads, so it is a link. */
function LinkedFile({ part, name }: { readonly part: FilePart; readonly name: string }) {
  const href = safeHref(part.url ?? "");
  return (
    <div class="agentFile">
      <div class="fileLine">
        <Icon name="file" />
        <span class="fileName" dir="auto">
          {href === undefined ? name : <ExternalLink href={href}>{name}</ExternalLink>}
        </span>
        <span class="fileDetail">{href === undefined ? l10n.t("The agent sent no content.") : part.mediaType}</span>
      </div>
    </div>
  );
}

/** Characters of what was sent that are drawn before "Show all". */
const firstPart = 4000;

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
          <p class="quietLine">{l10n.t("Sent content")}</p>
          {part.mediaType === undefined ? (
            <LongText label={l10n.t("Sent content: {0}", name)} text={part.content} first={firstPart} look="block" />
          ) : (
            <SentBytes part={part} />
          )}
        </div>
      )}
    </Fold>
  );
});

/** What a person sent along with a message: a chip for each, which opens to exactly what was sent. */
export const ContextParts = memo(function ContextParts({ parts }: { readonly parts: readonly ContextPart[] }) {
  return parts.length === 0 ? null : (
    <ul class="sentContext" aria-label={l10n.t("Attachments")}>
      {parts.map((part) => (
        <li key={part.id}>
          <SentItem part={part} />
        </li>
      ))}
    </ul>
  );
});

function SentBytes({ part }: { readonly part: ContextPart }) {
  const image = imageUrl(part.content);
  return image === undefined ? (
    <p>{l10n.t("{0} file, {1}.", part.mediaType ?? "", formatBytes(part.item.bytes))}</p>
  ) : (
    <img src={image} alt={part.item.name} />
  );
}
