import * as l10n from "@vscode/l10n";
import { useEffect, useState } from "preact/hooks";
import { usePanel } from "../panelContext";
import { Icon } from "./icon";

/** Milliseconds that the check mark stays. */
const confirmation = 1500;

interface CopyButtonProps {
  readonly label: string;
  /** What is copied; a function where making it takes time that only a press is worth. */
  readonly text: string | (() => string);
}

/** Copies a text through the host, and shows for a moment that it did. */
export function CopyButton({ label, text }: CopyButtonProps) {
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
      <button
        type="button"
        class="iconButton"
        aria-label={label}
        title={copied ? l10n.t("Copied") : label}
        onClick={() => {
          panel.post("copy", { text: typeof text === "string" ? text : text() });
          setCopied(true);
        }}
      >
        <Icon name={copied ? "check" : "copy"} />
      </button>
      <span class="visuallyHidden" role="status">
        {copied && l10n.t("Copied")}
      </span>
    </>
  );
}
