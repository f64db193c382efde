import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import { Icon, IconButton } from "../components/icon";
import type { FormValue, ListEntry } from "../state/formDrafts";
import type { GroupField, ListField, VariantField } from "./field";
import {
  BooleanView,
  ChoiceView,
  describedBy,
  FieldAbout,
  type FieldProps,
  FieldWrong,
  hasAbout,
  idOf,
  LabelText,
  SelectView,
  TextView,
} from "./fieldBoxes";
import { hasKey, initialValue, withEntry } from "./formValue";
import { pathOf, rootPath } from "./readForm";

/** The boxes for one field of a form. */
export function FieldView({ field, ...rest }: FieldProps) {
  switch (field.kind) {
    case "const":
      return null;
    case "text":
    case "number":
    case "json":
      return <TextView field={field} {...rest} />;
    case "boolean":
      return <BooleanView field={field} {...rest} />;
    case "choice":
      return <ChoiceView field={field} {...rest} />;
    case "group":
      return <GroupView field={field} {...rest} />;
    case "list":
      return <ListView field={field} {...rest} />;
    case "variant":
      return <VariantView field={field} {...rest} />;
  }
}

/** Fields that belong together; the outermost group is the form itself and has no frame. */
function GroupView({ frame, path, field, value, label, onChange }: FieldProps<GroupField>) {
  const values = hasKey(value, "group") ? value.group : [];
  const fields = field.entries.map((entry, index) => (
    <FieldView
      key={index}
      frame={frame}
      path={pathOf(path, index)}
      field={entry.field}
      value={values[index] ?? null}
      onChange={(changed: FormValue) => onChange({ group: values.with(index, changed) })}
    />
  ));
  const described = describedBy(frame, path, hasAbout(field));
  return path === rootPath ? (
    <>
      <FieldAbout frame={frame} path={path} field={field} />
      {fields}
      <FieldWrong frame={frame} path={path} ofGroup />
    </>
  ) : (
    <fieldset class="field group" aria-describedby={described["aria-describedby"]}>
      <legend>
        <LabelText field={field} label={label ?? field.label} />
      </legend>
      <FieldAbout frame={frame} path={path} field={field} />
      {fields}
      <FieldWrong frame={frame} path={path} ofGroup />
    </fieldset>
  );
}

/** Any number of entries of one kind, to add and to remove. */
function ListView({ frame, path, field, value, label, onChange }: FieldProps<ListField>) {
  const entries = hasKey(value, "entries") ? value.entries : [];
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
            <IconButton
              icon="close"
              class="removeEntry"
              label={l10n.t("Remove entry {0} of {1}", formatNumber(index + 1), name)}
              title={l10n.t("Remove")}
              onClick={() => remove(entry, index)}
            />
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

/** One of several shapes: which one, and then its own boxes. What was typed in another one is kept. */
function VariantView({ value, onChange, ...rest }: FieldProps<VariantField>) {
  const { frame, path, field } = rest;
  const current = hasKey(value, "variants") ? value : { chosen: -1, variants: [] };
  const chosen = field.variants[current.chosen];
  return (
    <div class="field variant">
      <SelectView
        {...rest}
        options={field.variants.map((variant) => variant.label)}
        chosen={current.chosen}
        onChoose={(index) => onChange({ ...current, chosen: index })}
      />
      {chosen !== undefined && (
        <FieldView
          key={current.chosen}
          frame={frame}
          path={pathOf(path, current.chosen)}
          field={chosen}
          value={current.variants[current.chosen] ?? null}
          onChange={(changed) => onChange({ ...current, variants: current.variants.with(current.chosen, changed) })}
        />
      )}
    </div>
  );
}
