import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../components/icon";
import type { CompletionRow } from "./completionRows";
import type { Choose, Completion } from "./useCompletion";

/** The id of the list, for the message box that controls it. */
export const completionListId = "completions";

/** The id of a row, for the message box that marks it. */
export function rowId(index: number): string {
  return `completion-${index}`;
}

interface Props {
  readonly completion: Completion;
  readonly choose: Choose;
}

/**
 * The rows above the message box. The focus stays in the box, which names the marked row (ARIA 1.2,
 * `aria-activedescendant`); that the list itself can take it is for those who scroll it without keys.
 */
export function CompletionList({ completion, choose }: Props) {
  const { rows, active, stay, open, searching } = completion;
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    const row = list.current?.children[active];
    if (row instanceof HTMLElement && "scrollIntoView" in row) {
      row.scrollIntoView({ block: "nearest" });
    }
  }, [active, rows]);
  if (!open) {
    return null;
  }
  if (rows.length === 0) {
    return (
      <p class={searching ? "floating completionWord searching" : "floating completionWord"}>
        {searching ? l10n.t("Searching…") : l10n.t("No results for “{0}”.", stay?.trigger.query ?? "")}
      </p>
    );
  }
  return (
    <ul
      ref={list}
      id={completionListId}
      class="floating completionList"
      role="listbox"
      tabIndex={0}
      aria-label={listName(stay?.trigger.kind)}
      // A press here must not take the focus out of the box.
      onMouseDown={(event) => event.preventDefault()}
    >
      {rows.map((row, index) => (
        <Row key={row.key} row={row} index={index} active={index === active} choose={choose} />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly row: CompletionRow;
  readonly index: number;
  readonly active: boolean;
  readonly choose: Choose;
}

function Row({ row, index, active, choose }: RowProps) {
  return (
    <li
      id={rowId(index)}
      class={active ? "completionRow active" : "completionRow"}
      role="option"
      aria-selected={active}
      title={row.detail === "" ? row.name : `${row.name}\n${row.detail}`}
      onClick={() => choose(row, "Enter")}
    >
      <Icon name={row.icon} />
      <span class="completionName" dir="auto">
        {row.name}
      </span>
      <span class="completionDetail" dir="auto">
        {row.detail}
      </span>
    </li>
  );
}

function listName(kind: "context" | "command" | "argument" | undefined): string {
  return kind === "context" ? l10n.t("Context to attach") : l10n.t("Commands");
}
