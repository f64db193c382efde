import type { ComponentChildren } from "preact";
import { usePanel } from "../panelContext";

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
