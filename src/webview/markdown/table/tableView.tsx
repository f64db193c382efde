import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { lazily } from "../../../shared/lazily";
import { memo, useLazy } from "../../components/preactHelpers";
import { inline } from "../inline";
import { usePieces } from "../pieces";
import type { Sorting } from "./sorting";

/** What can be done with a table: a script of its own, for most panels show none. */
export const tableTools = lazily(() => import("./tableTools"));

/** Rows of a piece of a long table, and pieces that are drawn in a frame. */
const pieceLength = 32;
const piecesOfFrame = 12;

/** Pieces up to which a table is laid out as a whole, so that its columns have room for every word. */
const piecesOfShort = 4;

type Cells = readonly Tokens.TableCell[];

/** Of a table that grows, rows that stay the same are the same object (`grownTable`). */
const Row = memo(function Row({ cells }: { readonly cells: Cells }) {
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

const Rows = memo(function Rows({ rows }: { readonly rows: readonly Cells[] }) {
  return (
    <tbody>
      {rows.map((cells, index) => (
        <Row key={index} cells={cells} />
      ))}
    </tbody>
  );
});

/**
 * How many pieces are drawn by now: those of a long table that is new, or in another order, follow frame by frame.
 *
 * @param order another value when all pieces are other ones
 */
function useDrawnPieces(count: number, order: unknown): number {
  const drawn = useRef({ count: 0, order });
  const [, redraw] = useState(0);
  const before = drawn.current.order === order ? drawn.current.count : 0;
  const now = Math.min(count, before + piecesOfFrame);
  drawn.current = { count: now, order };
  useLayoutEffect(() => {
    if (now < count) {
      const frame = requestAnimationFrame(() => redraw((times) => times + 1));
      return () => cancelAnimationFrame(frame);
    }
    return undefined;
  });
  return now;
}

/** A table in a box of its own that scrolls sideways, also by keyboard; below it, what can be done with it. */
export function TableView({ table }: { readonly table: Tokens.Table }) {
  const tools = useLazy(tableTools).made;
  const [sorting, sortBy] = useState<Sorting>();
  const sorter = useRef<InstanceType<NonNullable<typeof tools>["TableSorter"]>>(null);
  if (tools !== undefined) {
    sorter.current ??= new tools.TableSorter();
  }
  const rows = (sorting && sorter.current?.sorted(table.rows, sorting)) ?? table.rows;
  const pieces = usePieces(rows, pieceLength);
  const drawn = useDrawnPieces(pieces.length, sorting);
  const element = useRef<HTMLTableElement>(null);
  const long = tools !== undefined && pieces.length > piecesOfShort;
  return (
    <div class="table">
      <div class="tableScroll" role="region" aria-label={l10n.t("Table")} tabIndex={0}>
        <table ref={element} class={long ? "longTable" : undefined}>
          <thead>
            <tr>
              {table.header.map((cell, index) => (
                <th
                  key={index}
                  scope="col"
                  style={alignment(cell)}
                  aria-sort={sorting?.column === index ? sorting.order : tools && "none"}
                >
                  {inline(cell.tokens)}
                  {tools && <tools.SortButton cell={cell} column={index} sorting={sorting} onSort={sortBy} />}
                </th>
              ))}
            </tr>
          </thead>
          {pieces.slice(0, drawn).map((piece, index) => (
            <Rows key={index} rows={piece} />
          ))}
        </table>
      </div>
      {tools && <tools.TableTools table={table} rows={rows} element={element} long={long} />}
    </div>
  );
}

function alignment(cell: Tokens.TableCell): { textAlign: string } | undefined {
  return cell.align === null ? undefined : { textAlign: cell.align };
}
