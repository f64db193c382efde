import * as l10n from "@vscode/l10n";
import { useEffect, useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { actionLabel } from "../../shared/actionLabels";
import type { CopiedByMenu } from "../../shared/protocol";
import type { ActionId } from "../../shared/transcript";
import { usePanel } from "../state/panel";
import { IconButton } from "./icon";

interface ActionButtonProps {
  readonly action: ActionId;
  readonly look: "primary" | "secondary" | "link";
}

/** A button for something that the host carries out. */
export function ActionButton({ action, look }: ActionButtonProps) {
  const panel = usePanel();
  return (
    <button type="button" class={`button ${look}`} onClick={() => panel.post("action", { action })}>
      {actionLabel(action)}
    </button>
  );
}

/** Milliseconds that the check mark stays. */
const confirmation = 1500;

interface CopyButtonProps {
  readonly label: string;
  /** What is copied; a function where making it takes time that only a press is worth. */
  readonly text: string | (() => string);
  /** What the menu over the panel calls this, where it has an entry for it. */
  readonly copies?: CopiedByMenu;
}

/** Copies a text through the host, and shows for a moment that it did. */
export function CopyButton({ label, text, copies }: CopyButtonProps) {
  const panel = usePanel();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return;
    }
    const timer = setTimeout(() => setCopied(false), confirmation);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton
        icon={copied ? "check" : "copy"}
        label={label}
        title={copied ? l10n.t("Copied") : label}
        data-copies={copies}
        onClick={() => {
          panel.post("copy", { text: typeof text === "string" ? text : text() });
          setCopied(true);
        }}
      />
      <span class="visuallyHidden" role="status">
        {copied && l10n.t("Copied")}
      </span>
    </>
  );
}

interface ExternalLinkProps {
  /** An address that `safeHref` let through. */
  readonly href: string;
  readonly children?: ComponentChildren;
}

/** A link that the host opens, after a check of its own. */
export function ExternalLink({ href, children }: ExternalLinkProps) {
  const panel = usePanel();
  return (
    <a
      href={href}
      title={href}
      onClick={(event) => {
        event.preventDefault();
        // VS Code's own listener on the document would open the address a second time.
        event.stopPropagation();
        panel.post("openLink", { href });
      }}
    >
      {children}
    </a>
  );
}
