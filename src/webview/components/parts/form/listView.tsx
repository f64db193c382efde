import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatNumber } from "../../../../shared/formats";
import type { ListField } from "../../../form/field";
import { initialValue, withEntry } from "../../../form/formValue";
import type { ListEntry } from "../../../form/formValueTypes";
import { pathOf } from "../../../form/readForm";
import { Icon } from "../../icon";
import { FieldAbout, FieldWrong, hasAbout, LabelText } from "./fieldParts";
import type { FieldProps } from "./fieldProps";
import { FieldView } from "./fieldView";
import { describedBy, idOf } from "./formFrame";

/** Any number of entries of one kind, to add and to remove. */
export function ListView({ frame, path, field, value, label, onChange }: FieldProps<ListField>) {
  const entries = typeof value === "object" && value !== null && "entries" in value ? value.entries : [];
  const name = label ?? field.label;
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  // Where the focus goes once the list is drawn: an added entry, or what took a removed one's place.
  const next = useRef<{ readonly index: number; readonly part: "box" | "remove" }>(null);
  useLayoutEffect(() => {
    if (next.current !== null) {
      const { index, part } = next.current;
      next.current = null;
      const row = list.current?.children[index];
      const target = row?.querySelector<HTMLElement>(
        part === "box" ? "input, textarea, select, button" : ".removeEntry",
      );
      (target ?? add.current)?.focus();
    }
  });
  const remove = (removed: ListEntry, index: number): void => {
    next.current = { index: Math.min(index, entries.length - 2), part: "remove" };
    onChange({ entries: entries.filter((entry) => entry !== removed) });
  };
  const described = describedBy(frame, path, hasAbout(field));
  return (
    <fieldset class="field list" aria-describedby={described["aria-describedby"]}>
      <legend>
        <LabelText field={field} label={name} />
      </legend>
      <FieldAbout frame={frame} path={path} field={field} />
      <ul ref={list} class="entries">
        {entries.map((entry, index) => (
          <li key={entry.key} class="listEntry">
            <FieldView
              frame={frame}
              path={pathOf(path, entry.key)}
              field={field.item}
              value={entry.value}
              label={l10n.t("Entry {0}", formatNumber(index + 1))}
              onChange={(changed) => onChange({ entries: entries.with(index, { key: entry.key, value: changed }) })}
            />
            <button
              type="button"
              class="iconButton removeEntry"
              aria-label={l10n.t("Remove entry {0} of {1}", formatNumber(index + 1), name)}
              title={l10n.t("Remove")}
              onClick={() => remove(entry, index)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <button
        ref={add}
        id={idOf(frame, path)}
        type="button"
        class="button secondary addEntry"
        aria-label={l10n.t("Add entry to {0}", name)}
        disabled={entries.length >= field.maxItems}
        data-wrong={described["aria-invalid"]}
        aria-describedby={described["aria-describedby"]}
        onClick={() => {
          next.current = { index: entries.length, part: "box" };
          onChange({ entries: withEntry(entries, initialValue(field.item)) });
        }}
      >
        <Icon name="add" />
        {l10n.t("Add entry")}
      </button>
      <FieldWrong frame={frame} path={path} />
    </fieldset>
  );
}
