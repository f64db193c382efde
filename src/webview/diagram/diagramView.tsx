import * as l10n from "@vscode/l10n";
import { type ComponentChildren, createElement } from "preact";
import { useMemo } from "preact/hooks";
import { useUniqueId } from "../components/preactHelpers";
import { type DiagramFailure, diagramOf } from "./diagram";
import type { SvgElement } from "./svgTree";

interface DiagramViewProps {
  readonly source: string;
  /** The code: for when there is nothing to draw, and out of sight beside the picture, where find finds it. */
  readonly children: ComponentChildren;
}

/** Pixels down to which a picture shrinks with its view; beyond, it scrolls. */
const narrowest = 420;
/** Characters of a picture's name. */
const longestName = 300;

/** A Mermaid diagram as a picture, or its code and why it is not drawn. */
export function DiagramView({ source, children }: DiagramViewProps) {
  const id = useUniqueId();
  const diagram = useMemo(() => diagramOf(source, id), [source, id]);
  if ("failed" in diagram) {
    return (
      <>
        <p class="diagramReason" role="status">
          {reasonOf(diagram.failed)}
        </p>
        {children}
      </>
    );
  }
  const { root, width, words } = diagram;
  const name = l10n.t("Diagram: {0}", words.join(", "));
  const picture = {
    role: "img",
    "aria-label": name.length > longestName ? `${name.slice(0, longestName)}…` : name,
    style: { minWidth: `${Math.min(width, Math.max(narrowest, width * 0.6))}px` },
  };
  return (
    <>
      <div class="diagram" role="group" aria-label={l10n.t("Diagram")} tabIndex={0} dir="ltr">
        {drawn(root, picture)}
      </div>
      <div hidden>{children}</div>
    </>
  );
}

function reasonOf(failed: DiagramFailure): string {
  switch (failed) {
    case "large":
      return l10n.t("The diagram is too large to display. Showing its code instead.");
    case "unknown":
      return l10n.t(
        "Only flowcharts and state, sequence, class, entity relationship, and XY charts can be displayed. Showing the code instead.",
      );
    case "broken":
      return l10n.t("Couldn't read the diagram. Showing its code instead.");
  }
}

function drawn({ tag, attributes, children }: SvgElement, more: object = {}): ComponentChildren {
  return createElement(
    tag,
    { ...attributes, ...more },
    ...children.map((child) => (typeof child === "string" ? child : drawn(child))),
  );
}
