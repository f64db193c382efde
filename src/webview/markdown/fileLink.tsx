import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { FilePlace } from "../../shared/filePlace";
import { usePanel } from "../state/panel";
import { useKnownFile, useKnownFiles } from "./fileNames";

interface FileLinkProps {
  readonly to: FilePlace;
  readonly children?: ComponentChildren;
}

/** Opens a file of the workspace in an editor. */
function FileLink({ to, children }: FileLinkProps) {
  const panel = usePanel();
  return (
    <a
      class="fileLink"
      href="#"
      title={titleOf(to)}
      onClick={(event) => {
        event.preventDefault();
        // VS Code's own listener on the document would look for an element with that name.
        event.stopPropagation();
        panel.post("openFile", to);
      }}
    >
      {children}
    </a>
  );
}

function titleOf({ path, line, endLine }: FilePlace): string {
  if (line === undefined) {
    return l10n.t("Open {0}", path);
  }
  return endLine === undefined || endLine === line
    ? l10n.t("Open {0} at line {1}", path, line)
    : l10n.t("Open {0} at lines {1} to {2}", path, line, endLine);
}

/** A code span; a link once the host has found that it names a file. */
export function CodeSpan({ text }: { readonly text: string }) {
  const to = useKnownFile(text, "code");
  const code = <code dir="ltr">{text}</code>;
  return to === undefined ? code : <FileLink to={to}>{code}</FileLink>;
}

interface AddressedProps {
  /** As the Markdown has it. */
  readonly address: string;
  /** @param inLink true when a link is around it */
  readonly draw: (inLink: boolean) => ComponentChildren;
}

/** A link whose address is none of the web: only its words until the host has found the file that it names. */
export function Addressed({ address, draw }: AddressedProps) {
  const to = useKnownFile(address, "link");
  return to === undefined ? <>{draw(false)}</> : <FileLink to={to}>{draw(true)}</FileLink>;
}

/** A text, with the files that it names as links once the host has found them. */
export function Prose({ text }: { readonly text: string }) {
  let end = 0;
  const pieces = useKnownFiles(text).flatMap((file) => {
    const before = text.slice(end, file.start);
    end = file.end;
    return [before, <FileLink to={file.to}>{text.slice(file.start, end)}</FileLink>];
  });
  return (
    <>
      {pieces}
      {text.slice(end)}
    </>
  );
}
