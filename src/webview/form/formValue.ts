import type { FormValue, ListEntry } from "../state/formDrafts";
import type { ChoiceField, Field, GroupField, ListField, VariantField } from "./field";
import { canonical, isNode } from "./schemaNode";

/** Entries that a list begins with at most, whatever its `minItems` says. */
const mostFirstEntries = 20;

/** A form nobody has touched: the schema's defaults, and as many entries as a list needs. */
export function initialValue(field: Field): FormValue {
  return (field.initial === undefined ? undefined : typedIn(field, field.initial)) ?? blank(field);
}

function blank(field: Field): FormValue {
  switch (field.kind) {
    case "const":
    case "boolean":
      return null;
    case "group":
      return { group: field.entries.map((entry) => initialValue(entry.field)) };
    case "list": {
      // One that may be null begins as that.
      const needed = field.required && !field.nullable;
      const count = needed ? Math.min(Math.max(0, Math.ceil(field.minItems)), mostFirstEntries) : 0;
      return { entries: Array.from({ length: count }, (_, key) => ({ key, value: initialValue(field.item) })) };
    }
    case "variant":
      return { chosen: -1, variants: field.variants.map(initialValue) };
    default:
      return "";
  }
}

/**
 * What stands in the boxes once somebody has typed this data into them; the opposite of `readForm`.
 * @returns undefined for data that the boxes cannot hold
 */
export function typedIn(field: Field, data: unknown): FormValue | undefined {
  if (data === null && field.nullable && field.kind !== "json") {
    return blank(field);
  }
  switch (field.kind) {
    case "text":
      return data === "" ? { empty: true } : typeof data === "string" ? data : undefined;
    case "number":
      return typeof data === "number" ? `${data}` : undefined;
    case "boolean":
      return typeof data === "boolean" ? data : undefined;
    case "const":
      return canonical(data) === canonical(field.value) ? null : undefined;
    case "json":
      return JSON.stringify(data, null, 2);
    case "choice":
      return optionOf(field, data);
    case "list":
      return typedList(field, data);
    case "group":
      return typedGroup(field, data);
    case "variant":
      return typedVariant(field, data);
  }
}

function optionOf(field: ChoiceField, data: unknown): FormValue | undefined {
  const index = field.options.findIndex(({ value }) => canonical(value) === canonical(data));
  return index < 0 ? undefined : `${index}`;
}

function typedList(field: ListField, data: unknown): FormValue | undefined {
  const entries: unknown =
    field.shape === "list"
      ? data
      : isNode(data)
        ? Object.entries(data).map(([name, value]) => ({ name, value }))
        : undefined;
  if (!Array.isArray(entries)) {
    return undefined;
  }
  const values = entries.map((entry) => typedIn(field.item, entry));
  return values.every((value) => value !== undefined)
    ? { entries: values.map((value, key) => ({ key, value })) }
    : undefined;
}

function typedGroup(field: GroupField, data: unknown): FormValue | undefined {
  if (field.shape === "tuple" ? !Array.isArray(data) : !isNode(data)) {
    return undefined;
  }
  const named = new Set(field.entries.map(({ name }) => name));
  const all = Object.entries(data as object);
  const rest = all.filter(([name]) => !named.has(name));
  const values = field.entries.map((entry) => {
    if (entry.name === undefined) {
      const inner: unknown =
        field.shape === "tuple" ? rest.map(([, value]: [string, unknown]) => value) : Object.fromEntries(rest);
      return typedIn(entry.field, inner);
    }
    const found = all.find(([name]) => name === entry.name);
    return found !== undefined
      ? typedIn(entry.field, found[1])
      : entry.field.kind === "const" && entry.field.required
        ? undefined
        : initialValue(entry.field);
  });
  return values.every((value) => value !== undefined) ? { group: values } : undefined;
}

/** The first shape that has a box for everything counts, or else the first that can hold any of it. */
function typedVariant(field: VariantField, data: unknown): FormValue | undefined {
  const typed = field.variants.map((variant) => typedIn(variant, data));
  const full = field.variants.findIndex((variant, index) => typed[index] !== undefined && hasBoxFor(variant, data));
  const chosen = full < 0 ? typed.findIndex((value) => value !== undefined) : full;
  const value = typed[chosen];
  return value === undefined
    ? undefined
    : { chosen, variants: field.variants.map((variant, index) => (index === chosen ? value : initialValue(variant))) };
}

function hasBoxFor(field: Field, data: unknown): boolean {
  return (
    field.kind !== "group" ||
    !isNode(data) ||
    Object.keys(data).every((key) => field.entries.some(({ name }) => name === key || name === undefined))
  );
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
      return typeof value === "boolean" || value === null ? value : initialValue(field);
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
        : initialValue(field);
    case "text":
      return typeof value === "string" || hasKey(value, "empty") ? value : initialValue(field);
    default:
      return typeof value === "string" ? value : initialValue(field);
  }
}

type Shape = Extract<FormValue, object>;

/** True for a value of this shape, such as the entries of a list. */
export function hasKey<K extends string>(value: FormValue, key: K): value is Extract<Shape, Record<K, unknown>> {
  return typeof value === "object" && value !== null && key in value;
}
