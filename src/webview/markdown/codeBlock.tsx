import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { codeLanguage } from "../../shared/codeInfo";
import { memo } from "../components/preactHelpers";
import { useDiagram } from "../diagram/diagramPart";
import { CodeToolbar } from "./codeToolbar";
import { colours, languageName } from "./colours";
import type { HighlightNode } from "./highlight";

const opening = /^ {0,3}(`{3,}|~{3,})/;

/**
 * True when a fenced code block has its closing fence, or needs none because it is indented code.
 * CommonMark §4.5: the closing fence uses the same character, at least as often, and nothing else.
 */
export function isClosedFence(raw: string): boolean {
  const fence = opening.exec(raw)?.[1];
  if (fence === undefined) {
    return true;
  }
  const lines = raw.trimEnd();
  const start = lines.lastIndexOf("\n");
  const last = lines.slice(start + 1).trim();
  return start >= 0 && last.startsWith(fence) && /^(`+|~+)$/.test(last);
}

/** The code to show while its block is still open: half of a closing fence is not code, and would flash. */
export function openFenceText(text: string): string {
  return text.replace(/(^|\n) {0,3}(?:`{1,}|~{1,})$/, "$1");
}

interface Coloured {
  /** Undefined while there are none, and for code that gets none. */
  readonly nodes: readonly HighlightNode[] | undefined;
  /** True while they are on their way. */
  readonly waiting: boolean;
}

/** The colours of a code block; it is drawn again when they come. @param complete false while the code grows */
function useColours(code: string, language: string, complete: boolean): Coloured {
  const [, redraw] = useState(0);
  const wanted = complete && colours.has(code, language);
  const nodes = wanted ? colours.of(code, language) : undefined;
  const waiting = wanted && nodes === undefined;
  useEffect(() => {
    if (waiting) {
      return colours.ask(code, language, () => redraw((count) => count + 1));
    }
    return undefined;
    // Open code grows with every chunk, and has nothing to ask for.
  }, [waiting && code, language]);
  return { nodes, waiting };
}

/** About two screens of a sidebar: few enough to be laid out at every chunk. */
const pieceLines = 64;

const Piece = memo(function Piece({ code }: { readonly code: string }) {
  return <span class="codePiece">{code}</span>;
});

/**
 * Code without colours. Long code is in pieces that the browser lays out one by one: a page of 48 KB in
 * one piece is laid out anew with every chunk, 4.4 s of the main thread in all
 * (docs/wire.md#the-panel-what-drawing-costs).
 */
function PlainCode({ code }: { readonly code: string }) {
  const pieces = piecesOf(code);
  return pieces.length === 1 ? (
    <>{code}</>
  ) : (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} code={piece} />
      ))}
    </>
  );
}

/** Whole lines each, but for the last one. */
function piecesOf(code: string): readonly string[] {
  const pieces: string[] = [];
  let start = 0;
  let lines = 0;
  for (let end = code.indexOf("\n"); end >= 0; end = code.indexOf("\n", end + 1)) {
    if (++lines % pieceLines === 0) {
      pieces.push(code.slice(start, end + 1));
      start = end + 1;
    }
  }
  return start < code.length || pieces.length === 0 ? [...pieces, code.slice(start)] : pieces;
}

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
  const diagram = useDiagram(language, code, closed);
  const lines = (
    <pre tabIndex={0} role="region" aria-label={l10n.t("Code: {0}", name)}>
      <code data-waiting={waiting || undefined}>
        {nodes === undefined ? <PlainCode code={code} /> : colouredNodes(nodes)}
      </code>
    </pre>
  );
  return (
    <div class="codeBlock">
      <div class="codeHeader">
        <span class="codeLanguage">{name}</span>
        <CodeToolbar code={ofNow} language={language} info={info} ready={closed}>
          {diagram?.toggle}
        </CodeToolbar>
      </div>
      {diagram === undefined ? lines : diagram.view(lines)}
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
