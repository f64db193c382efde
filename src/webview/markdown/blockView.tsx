import type { MarkedToken, Token, Tokens } from "marked";
import { type ComponentChildren, createElement } from "preact";
import * as l10n from "@vscode/l10n";
import { memo } from "../components/preactHelpers";
import { CodeBlock } from "./codeBlock";
import { inline } from "./inline";
import { MathPart } from "./mathPart";
import { isMath } from "./mathToken";
import type { Block } from "./markdownStream";

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
  if (isMath(generic)) {
    return <MathPart token={generic} />;
  }
  const token = generic as MarkedToken;
  switch (token.type) {
    case "space":
    case "def":
      return null;
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
      return <blockquote>{blocks(token.tokens)}</blockquote>;
    case "list":
      return <ListView list={token} />;
    case "table":
      return <TableView table={token} />;
    case "hr":
      return <hr />;
    case "html":
      return (
        <p dir="auto" class="rawHtml">
          {token.raw.trimEnd()}
        </p>
      );
    case "checkbox":
      return inline([token]);
    default:
      return inline([token]);
  }
}

/** An ordered, bulleted or task list. */
function ListView({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index} class={item.task ? "task" : undefined}>
      {blocks(item.tokens)}
    </li>
  ));
  return list.ordered ? (
    <ol start={list.start === "" ? 1 : list.start} dir="auto">
      {items}
    </ol>
  ) : (
    <ul dir="auto">{items}</ul>
  );
}

/** Of a table that grows, rows that stay the same are the same object (`grownTable`). */
const Row = memo(function Row({ cells }: { readonly cells: readonly Tokens.TableCell[] }) {
  return (
    <tr>
      {cells.map((cell, index) => (
        <td key={index} style={alignment(cell)}>
          {inline(cell.tokens)}
        </td>
      ))}
    </tr>
  );
});

/** A table in a box of its own that scrolls sideways, also by keyboard. */
function TableView({ table }: { readonly table: Tokens.Table }) {
  return (
    <div class="tableScroll" role="region" aria-label={l10n.t("Table")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" style={alignment(cell)}>
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, rowIndex) => (
            <Row key={rowIndex} cells={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function alignment(cell: Tokens.TableCell): { textAlign: string } | undefined {
  return cell.align === null ? undefined : { textAlign: cell.align };
}
