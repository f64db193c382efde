import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { usePanel } from "../panelContext";
import type { FileReference } from "./filePaths";
import { KnownPaths } from "./pathQuestions";

interface FileLinkProps {
  readonly to: FileReference;
  readonly children?: ComponentChildren;
}

/** What names a file: plain until the host has found it in the workspace, then a link that opens it. */
export function FileLink({ to, children }: FileLinkProps) {
  const panel = usePanel();
  if (!useContext(KnownPaths).has(to.path)) {
    return <>{children}</>;
  }
  const title = to.line === undefined ? l10n.t("Open {0}", to.path) : l10n.t("Open {0} at line {1}", to.path, to.line);
  return (
    <a
      class="fileLink"
      href="#"
      title={title}
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
