import * as l10n from "@vscode/l10n";
import { useMemo, useState } from "preact/hooks";
import { safeHref } from "../../../shared/links";
import type { FilePart } from "../../../shared/transcript";
import { formatBytes } from "../../../shared/formats";
import { usePanel } from "../../panelContext";
import { ExternalLink } from "../externalLink";
import { Icon } from "../icon";
import { base64Bytes, imageUrl } from "./imageData";

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
            "This cannot be shown as a picture: it is damaged, too large, or of a kind that is not drawn here. You can save it and look at it with another program.",
          )}
        </p>
      )}
    </div>
  );
}

function FileLine({ turnId, part, name }: FileViewProps & { readonly name: string }) {
  const panel = usePanel();
  const details = [part.mediaType, formatBytes(base64Bytes(part.base64 ?? ""))].filter(
    (text) => text !== "",
  );
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
