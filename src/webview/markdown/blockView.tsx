import type { MarkedToken, Token, Tokens } from "marked";
import { type ComponentChildren, createElement } from "preact";
import { memo } from "../components/preactHelpers";
import { CodeBlock } from "./codeBlock";
import { FootnoteView, LinkDefinition } from "./definitionView";
import { isFootnote } from "./footnoteTokens";
import { inline } from "./inline";
import { lexedInline } from "./lexer";
import { LinePieces } from "./linePieces";
import { ListView } from "./listView";
import { MathPart } from "./mathPart";
import { isMath } from "./mathToken";
import type { Block } from "./markdownStream";
import { QuoteView } from "./quoteView";
import { TableView } from "./table/tableView";

interface BlockViewProps {
  readonly block: Block;
  /** Depth of the answer's first heading, which stands right below the turn's own h2. */
  readonly firstDepth: number;
}

/** A top-level block; drawn once, and again only when the block itself is another one. */
export const BlockView = memo(function BlockView({ block, firstDepth }: BlockViewProps) {
  return blockToken(block.token, firstDepth);
});

/** Block tokens as nodes, those of list items and quotes included. */
function blocks(tokens: readonly Token[]): ComponentChildren {
  return tokens.map((token) => blockToken(token));
}

/** The allow-list of blocks; raw HTML and what is not known comes out as the text it was written as. */
function blockToken(generic: Token, firstDepth = 1): ComponentChildren {
  if (isFootnote(generic)) {
    return <FootnoteView token={generic}>{blocks(generic.tokens)}</FootnoteView>;
  }
  if (isMath(generic)) {
    return <MathPart token={generic} />;
  }
  const token = generic as MarkedToken;
  switch (token.type) {
    case "space":
      return null;
    case "def":
      return <LinkDefinition token={token}>{() => inline(lexedInline(token.raw.trim()))}</LinkDefinition>;
    case "heading":
      return createElement(
        `h${Math.min(Math.max(3 + token.depth - firstDepth, 3), 6)}`,
        { class: `depth${token.depth}`, dir: "auto" },
        inline(token.tokens),
      );
    case "paragraph":
      return <p dir="auto">{inline(token.tokens)}</p>;
    case "text":
      return inline([token]);
    case "code":
      return <CodeBlock token={token} />;
    case "blockquote":
      return <QuoteView quote={token} content={blocks} />;
    case "list":
      return <ListView list={token} content={blocks} />;
    case "table":
      // Another table in the same place is not sorted as this one was; one that grows keeps its head.
      return <TableView key={token.header.map(({ text }) => text).join("|")} table={token} />;
    case "hr":
      return <hr />;
    case "html":
      return (
        <p dir="auto" class="rawHtml">
          {htmlText(token)}
        </p>
      );
    case "checkbox":
      return inline([token]);
    default:
      return inline([token]);
  }
}

/** HTML as it was written, with its bare breaks as breaks; where it may be code or a comment, nothing is changed. */
function htmlText({ raw }: Tokens.HTML | Tokens.Tag): ComponentChildren {
  const text = raw.trimEnd();
  return /^\s*<(?:[!?]|(?:script|pre|style|textarea)\b)/i.test(text)
    ? [<LinePieces text={text} />]
    : text
        .split(/<br[ \t]*\/?>\n?/i)
        .map((piece, index) => [index > 0 && <br key={index} />, <LinePieces text={piece} />]);
}
