import type { FormValue, ListEntry } from "../state/formDrafts";
import type { Field } from "./field";

/** Entries that a list begins with at most, whatever its `minItems` says. */
const mostFirstEntries = 20;

/** A form nobody has touched: the schema's defaults, and as many entries as a list needs. */
export function initialValue(field: Field): FormValue {
  switch (field.kind) {
    case "const":
      return null;
    case "group":
      return { group: field.entries.map((entry) => initialValue(entry.field)) };
    case "list": {
      const count = field.required ? Math.min(Math.max(0, Math.ceil(field.minItems)), mostFirstEntries) : 0;
      return { entries: Array.from({ length: count }, (_, key) => ({ key, value: initialValue(field.item) })) };
    }
    case "variant":
      return { chosen: -1, variants: field.variants.map(initialValue) };
    default:
      return field.initial;
  }
}

/** True while a value is the one the form began with. */
export function isUntouched(field: Field, value: FormValue): boolean {
  return JSON.stringify(value) === JSON.stringify(initialValue(field));
}

/** A list with one more entry at its end. */
export function withEntry(entries: readonly ListEntry[], value: FormValue): readonly ListEntry[] {
  const key = entries.reduce((highest, entry) => Math.max(highest, entry.key), -1) + 1;
  return [...entries, { key, value }];
}

/**
 * Fits what was typed into a form that may have changed since: what still has a box keeps its text,
 * the rest begins anew.
 */
export function fitted(field: Field, value: FormValue | undefined): FormValue {
  if (value === undefined) {
    return initialValue(field);
  }
  switch (field.kind) {
    case "const":
      return null;
    case "boolean":
      return typeof value === "boolean" || value === null ? value : field.initial;
    case "group":
      return hasKey(value, "group")
        ? { group: field.entries.map((entry, index) => fitted(entry.field, value.group[index])) }
        : initialValue(field);
    case "list":
      return hasKey(value, "entries")
        ? { entries: value.entries.map((entry) => ({ key: entry.key, value: fitted(field.item, entry.value) })) }
        : initialValue(field);
    case "variant":
      return hasKey(value, "variants")
        ? {
            chosen: Math.min(value.chosen, field.variants.length - 1),
            variants: field.variants.map((variant, index) => fitted(variant, value.variants[index])),
          }
        : initialValue(field);
    case "choice":
      return typeof value === "string" && (value === "" || Number(value) < field.options.length)
        ? value
        : field.initial;
    default:
      return typeof value === "string" ? value : field.initial;
  }
}

type Shape = Extract<FormValue, object>;

function hasKey<K extends string>(value: FormValue, key: K): value is Extract<Shape, Record<K, unknown>> {
  return typeof value === "object" && value !== null && key in value;
}
