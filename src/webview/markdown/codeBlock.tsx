import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { codeLanguage } from "../../shared/codeInfo";
import { markdownBlock } from "../../shared/fences";
import { formatNumber } from "../../shared/formats";
import { IconButton } from "../components/icon";
import { useDiagram } from "../diagram/diagramPart";
import { CodeToolbar } from "./codeToolbar";
import { useCodeView } from "./codeView";
import { colours, languageName } from "./colours";
import type { HighlightNode } from "./highlight";
import { LinePieces } from "./linePieces";

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
  const nesting = markdownBlock(raw);
  if (nesting !== undefined) {
    return nesting.closed;
  }
  const lines = raw.trimEnd();
  const start = lines.lastIndexOf("\n");
  const last = lines.slice(start + 1).trim();
  return start >= 0 && last.startsWith(fence) && /^(`+|~+)$/.test(last);
}

/**
 * The code to show while its block is still open: half of a closing fence is not code, and would flash.
 * @param raw the block as it was written; what is as long as its fence closes a block that is written inside it
 */
export function openFenceText(text: string, raw: string): string {
  const fence = opening.exec(raw)?.[1] ?? "";
  // Only the last line is looked at: the text may be long, and grows with every chunk.
  const start = text.lastIndexOf("\n") + 1;
  const run = /^ {0,3}(`+|~+)$/.exec(text.slice(start))?.[1];
  return run === undefined || run.startsWith(fence) ? text : text.slice(0, start);
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

/**
 * A code block with its language and its tools. Colours come once the fence is closed, and the page has
 * a moment: colouring half a text changes with every chunk and flickers.
 */
export function CodeBlock({ token }: { readonly token: Tokens.Code }) {
  const closed = isClosedFence(token.raw);
  const written = closed ? token.text : openFenceText(token.text, token.raw);
  const code = written.endsWith("\n") ? written.slice(0, -1) : written;
  const info = token.lang ?? "";
  const language = codeLanguage(info);
  const name = language === "" ? l10n.t("Text") : languageName(language);
  const latest = useRef(code);
  latest.current = code;
  const ofNow = useCallback(() => latest.current, []);
  const { nodes, waiting } = useColours(code, language, closed);
  const view = useCodeView(code, closed);
  const diagram = useDiagram(language, code, closed);
  const lines = (
    <>
      <pre tabIndex={0} role="region" aria-label={l10n.t("Code: {0}", name)}>
        <code data-waiting={waiting || undefined}>
          {nodes === undefined ? <LinePieces text={code} /> : colouredNodes(nodes)}
        </code>
      </pre>
      {view.lines !== undefined && (
        <ShowLines lines={view.lines} open={!view.folded} onClick={() => view.setOpen(view.folded)} />
      )}
    </>
  );
  return (
    <div class={`codeBlock${view.wrapped ? " wrapped" : ""}${view.folded ? " folded" : ""}`}>
      <div class="codeHeader">
        <span class="codeLanguage">{name}</span>
        {diagram?.shown !== true && (
          <IconButton
            icon="word-wrap"
            class="wrapCode"
            label={l10n.t("Wrap lines")}
            aria-pressed={view.wrapped}
            onClick={() => view.setWrapped(!view.wrapped)}
          />
        )}
        <CodeToolbar code={ofNow} language={language} info={info} ready={closed}>
          {diagram?.toggle}
        </CodeToolbar>
      </div>
      {diagram === undefined ? lines : diagram.view(lines)}
    </div>
  );
}

interface ShowLinesProps {
  readonly lines: number;
  readonly open: boolean;
  readonly onClick: () => void;
}

/** Shows all lines of long code, or only its beginning. */
function ShowLines({ lines, open, onClick }: ShowLinesProps) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(open);
  useLayoutEffect(() => {
    if (was.current && !open) {
      // The button has moved up by all that is gone now.
      button.current?.scrollIntoView({ block: "nearest" });
    }
    was.current = open;
  }, [open]);
  return (
    <button
      ref={button}
      type="button"
      class="button link showMore"
      aria-expanded={open}
      data-show-all
      onClick={onClick}
    >
      {open ? l10n.t("Show less") : l10n.t("Show all {0} lines", formatNumber(lines))}
    </button>
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
