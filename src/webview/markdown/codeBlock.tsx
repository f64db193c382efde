import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { useCallback, useRef } from "preact/hooks";
import { codeLanguage } from "../../shared/codeInfo";
import { CodeToolbar } from "./codeToolbar";
import { isClosedFence, openFenceText } from "./fences";
import type { HighlightNode } from "./highlightTree";
import { languageName } from "./languageNames";
import { PlainCode } from "./plainCode";
import { useColours } from "./useColours";

/**
 * A code block with its language and its tools. Colours come once the fence is closed, and the page has
 * a moment: colouring half a text changes with every chunk and flickers.
 */
export function CodeBlock({ token }: { readonly token: Tokens.Code }) {
  const closed = isClosedFence(token.raw);
  const code = (closed ? token.text : openFenceText(token.text)).replace(/\n$/, "");
  const info = token.lang ?? "";
  const language = codeLanguage(info);
  const name = language === "" ? l10n.t("Text") : languageName(language);
  const latest = useRef(code);
  latest.current = code;
  const ofNow = useCallback(() => latest.current, []);
  const { nodes, waiting } = useColours(code, language, closed);
  return (
    <div class="codeBlock">
      <div class="codeHeader">
        <span class="codeLanguage">{name}</span>
        <CodeToolbar code={ofNow} language={language} info={info} ready={closed} />
      </div>
      <pre tabIndex={0} role="region" aria-label={l10n.t("Code: {0}", name)}>
        <code data-waiting={waiting || undefined}>
          {nodes === undefined ? <PlainCode code={code} /> : colouredNodes(nodes)}
        </code>
      </pre>
    </div>
  );
}

function colouredNodes(nodes: readonly HighlightNode[]): ComponentChildren {
  return nodes.map((node) =>
    typeof node === "string" ? node : <span class={className(node.scope)}>{colouredNodes(node.children)}</span>,
  );
}

/** `title.function` is drawn by the rules of `title`, unless one for the whole name stands after them. */
function className(scope: string): string {
  return scope
    .split(".")
    .map((part, index) => (index === 0 ? `hljs-${part.replace(/[^a-z_-]/gi, "-")}` : `${part}_`))
    .join(" ");
}
