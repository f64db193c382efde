import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import { memo } from "../memo";
import { inline } from "./inline";

/** A table in a box of its own that scrolls sideways, also by keyboard. */
export function TableView({ table }: { readonly table: Tokens.Table }) {
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

function alignment(cell: Tokens.TableCell): { textAlign: string } | undefined {
  return cell.align === null ? undefined : { textAlign: cell.align };
}
