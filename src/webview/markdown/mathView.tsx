import * as l10n from "@vscode/l10n";
import { type ComponentChild, createElement } from "preact";
import { copyFormulasAsSource } from "./mathCopy";
import type { MathToken } from "./mathToken";
import { formulaOf, type MathNode } from "./mathTree";

copyFormulasAsSource(document);

/**
 * A formula, drawn as MathML. Its source lies over it as text that is not seen: a selection, the clipboard and
 * the search have the words that the agent wrote. What cannot be drawn is shown as it was written, with the reason.
 */
export function MathView({ token }: { readonly token: MathToken }) {
  const source = token.raw.trim();
  const formula = formulaOf(token.text, token.display);
  if ("failed" in formula) {
    return <Source source={source} display={token.display} reason={reasonOf(formula.failed)} />;
  }
  const drawn = (
    <span class="math">
      {nodeOf(formula.root)}
      <span class="mathSource" aria-hidden="true">
        {source}
      </span>
    </span>
  );
  if (!token.display && !formula.wide) {
    return drawn;
  }
  return (
    <span
      class={token.display ? "mathScroll mathDisplay" : "mathScroll"}
      role="group"
      aria-label={l10n.t("Formula")}
      tabIndex={0}
      dir="ltr"
    >
      {drawn}
    </span>
  );
}

interface SourceProps {
  readonly source: string;
  readonly display: boolean;
  readonly reason: string;
}

/** A formula within a sentence has its reason as a tooltip, unless it is long. */
function Source({ source, display, reason }: SourceProps) {
  const long = display || source.length > 200;
  return (
    <>
      <code class={long ? "mathFailed long" : "mathFailed"} dir="ltr" title={long ? undefined : reason}>
        {source}
      </code>
      {long && <span class="mathReason">{reason}</span>}
    </>
  );
}

function reasonOf(failed: "long" | "broken"): string {
  return failed === "long"
    ? l10n.t("The formula is too large to display. Showing its source instead.")
    : l10n.t("Couldn't read the formula. Showing its source instead.");
}

function nodeOf(node: MathNode): ComponentChild {
  return typeof node === "string"
    ? node
    : createElement(node.tag, { ...node.attributes, style: node.style }, ...node.children.map(nodeOf));
}
