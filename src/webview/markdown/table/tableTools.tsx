import * as l10n from "@vscode/l10n";
import type { Tokens } from "marked";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/icon";
import { memo } from "../../components/preactHelpers";
import { usePanel } from "../../state/panel";
import { cellText } from "./cellText";
import { useColumns } from "./columns";
import { nextSorting, type Sorting } from "./sorting";
import { TableSorter as Sorter } from "./tableSorter";
import { csvOf, markdownOf } from "./tableText";

/** Loaded together with the rest of a table's tools. */
export const TableSorter = Sorter;

interface SortButtonProps {
  readonly cell: Tokens.TableCell;
  readonly column: number;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
}

/** Sorts by a column; `aria-sort` of the head says how it is sorted (ARIA Authoring Practices, Sortable Table). */
export const SortButton = memo(function SortButton({ cell, column, sorting, onSort }: SortButtonProps) {
  const descending = sorting?.column === column && sorting.order === "descending";
  const name = cellText(cell);
  const label = name === "" ? l10n.t("Sort by column {0}", column + 1) : l10n.t("Sort by {0}", name);
  return (
    <button
      type="button"
      class="tableSort"
      aria-label={label}
      title={label}
      onClick={() => onSort(nextSorting(sorting, column))}
    >
      <Icon name={descending ? "arrow-down" : "arrow-up"} />
    </button>
  );
});

interface TableToolsProps {
  readonly table: Tokens.Table;
  /** In the order in which they are shown. */
  readonly rows: readonly (readonly Tokens.TableCell[])[];
  readonly element: RefObject<HTMLTableElement | null>;
  /** True when its rows are drawn one by one, in columns of fixed widths. */
  readonly long: boolean;
}

/** Copies a table, in the order that it has on the screen. */
export function TableTools({ table, rows, element, long }: TableToolsProps) {
  useColumns(element, long);
  return (
    <div class="tableTools" role="group" aria-label={l10n.t("Table actions")}>
      <CopyText label={l10n.t("Copy as CSV")} text={() => csvOf(table, rows)} />
      <CopyText label={l10n.t("Copy as Markdown")} text={() => markdownOf(table, rows)} />
    </div>
  );
}

/** Milliseconds that "Copied" stays. */
const confirmation = 1500;

interface CopyTextProps {
  readonly label: string;
  readonly text: () => string;
}

/** Copies a text through the host; the button says for a moment that it did. */
function CopyText({ label, text }: CopyTextProps) {
  const panel = usePanel();
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <button
        type="button"
        class="button link"
        onClick={() => {
          panel.post("copy", { text: text() });
          setCopied(true);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setCopied(false), confirmation);
        }}
      >
        {copied ? l10n.t("Copied") : label}
      </button>
      <span class="visuallyHidden" role="status">
        {copied && l10n.t("Copied")}
      </span>
    </>
  );
}
