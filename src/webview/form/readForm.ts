import * as l10n from "@vscode/l10n";
import type { FormValue } from "../state/formDrafts";
import { type Checked, checkJson, checkNumber, checkText, countWrong, mayBeEmpty } from "./checks";
import type { ConstField, Field, GroupField, ListField, VariantField } from "./field";
import { hasKey, isUntouched } from "./formValue";
import { type SchemaFault, schemaFaults } from "./schemaFaults";
import { canonical } from "./schemaNode";

/** One sentence for each wrong box, by the box's path. */
export type Wrong = ReadonlyMap<string, string>;

export interface FormReading {
  /** What the tool gets; only of use when nothing is wrong. */
  readonly data: unknown;
  readonly wrong: Wrong;
}

/** The path of a box: names a box within one form, also in ids of the page. */
export function pathOf(parent: string, key: number): string {
  return `${parent}-${key}`;
}

/** The path of the outermost field. */
export const rootPath = "field";

type At = readonly string[] | undefined;

class FormReader {
  /** Boxes by where in the data their value stands. */
  readonly boxes = new Map<string, { readonly path: string; readonly field: Field }>();

  readonly wrong = new Map<string, string>();

  /** @param wanted places of fields that the other answers make necessary */
  constructor(private readonly wanted: ReadonlySet<string>) {}

  /**
   * @param path names the box
   * @param at where the value stands in the data; undefined where no box can be told from it
   * @returns the data in a list of one, or an empty list for a field that is left out
   */
  read(field: Field, value: FormValue, path: string, at: At): readonly unknown[] {
    if (field.kind === "const") {
      return field.required ? [field.value] : [];
    }
    const place = JSON.stringify(at);
    if (at !== undefined && !this.boxes.has(place)) {
      this.boxes.set(place, { path, field });
    }
    const isWanted = !field.required && this.wanted.has(place);
    return this.readBox(isWanted ? { ...field, required: true } : field, value, path, at);
  }

  private readBox(field: Exclude<Field, ConstField>, value: FormValue, path: string, at: At): readonly unknown[] {
    if (isEmpty(field, value)) {
      return this.readEmpty(field, path);
    }
    switch (field.kind) {
      case "group":
        return [this.group(field, value, path, at)];
      case "list":
        return [this.list(field, value, path, at)];
      case "variant":
        return this.variant(field, value, path, at);
      case "boolean":
        return [value === true];
      case "choice":
        return [field.options[Number(value)]?.value];
      case "text":
        return this.keep(checkText(field, textIn(value)), path);
      case "number":
        return this.keep(checkNumber(field, textIn(value)), path);
      case "json":
        return this.keep(checkJson(textIn(value)), path);
    }
  }

  private readEmpty(field: Field, path: string): readonly unknown[] {
    if (!field.required) {
      return [];
    }
    if (field.nullable) {
      return [null];
    }
    if (field.kind === "boolean") {
      return [false];
    }
    this.wrong.set(path, needed(field));
    return [];
  }

  private keep(checked: Checked, path: string): readonly unknown[] {
    if ("data" in checked) {
      return [checked.data];
    }
    this.wrong.set(path, checked.wrong);
    return [];
  }

  private group(field: GroupField, value: FormValue, path: string, at: At): unknown {
    const values = hasKey(value, "group") ? value.group : [];
    const read = field.entries.map((entry, index) => {
      const inner = values[index] ?? null;
      const innerPath = pathOf(path, index);
      if (entry.name !== undefined) {
        const data = this.read(entry.field, inner, innerPath, at && [...at, entry.name]);
        return data.map((each) => [entry.name, each] as const);
      }
      const [data] = this.read(entry.field, inner, innerPath, at);
      return Object.entries(data ?? {}) as [string, unknown][];
    });
    return field.shape === "tuple" ? this.tuple(field, read, path) : this.object(read, path);
  }

  private object(read: readonly (readonly (readonly [string | undefined, unknown])[])[], path: string): unknown {
    const names = new Set<string | undefined>();
    for (const [index, entries] of read.entries()) {
      if (entries.some(([name]) => names.has(name))) {
        this.wrong.set(pathOf(path, index), twice());
      }
      entries.forEach(([name]) => names.add(name));
    }
    // `fromEntries` makes own properties of every name, `__proto__` too.
    return Object.fromEntries(read.flat());
  }

  /** What follows a place that was left out would move up into it. */
  private tuple(field: GroupField, read: readonly (readonly (readonly [unknown, unknown])[])[], path: string): unknown {
    const last = read.findLastIndex((entries) => entries.length > 0);
    read.slice(0, Math.max(0, last)).forEach((entries, index) => {
      const entry = field.entries[index];
      const innerPath = pathOf(path, index);
      if (entries.length === 0 && entry !== undefined && !this.wrong.has(innerPath)) {
        this.wrong.set(innerPath, needed(entry.field));
      }
    });
    return read.flat().map(([, data]) => data);
  }

  private list(field: ListField, value: FormValue, path: string, at: At): unknown {
    const entries = hasKey(value, "entries") ? value.entries : [];
    const isRecord = field.shape === "record";
    const data = entries.flatMap((entry, index) =>
      this.read(field.item, entry.value, pathOf(path, entry.key), isRecord ? undefined : at && [...at, `${index}`]).map(
        (each) => ({ each, key: entry.key }),
      ),
    );
    const values = data.map(({ each }) => each);
    const pairs = isRecord ? (values as { readonly name?: string; readonly value?: unknown }[]) : [];
    const wrong = countWrong(entries.length, field.minItems, field.maxItems);
    if (wrong !== undefined) {
      this.wrong.set(path, wrong);
    } else if (
      field.unique &&
      new Set((isRecord ? pairs.map(({ name }) => name) : values).map(canonical)).size < data.length
    ) {
      this.wrong.set(path, twice());
    }
    if (!isRecord) {
      return values;
    }
    pairs.forEach(({ name = "" }, index) => {
      // The value stands second in its entry.
      const box = { path: pathOf(pathOf(path, data[index]?.key ?? 0), 1), field: field.item };
      this.boxes.set(JSON.stringify(at && [...at, name]), box);
    });
    return Object.fromEntries(pairs.map(({ name = "", value: each }) => [name, each]));
  }

  private variant(field: VariantField, value: FormValue, path: string, at: At): readonly unknown[] {
    if (!hasKey(value, "variants")) {
      return [];
    }
    const chosen = field.variants[value.chosen];
    const inner = value.variants[value.chosen];
    return chosen === undefined || inner === undefined ? [] : this.read(chosen, inner, pathOf(path, value.chosen), at);
  }

  /** Puts what the schema says against the data at the nearest box. */
  place({ path, sentence }: SchemaFault): void {
    for (let length = path.length; length >= 0; length -= 1) {
      const box = this.boxes.get(JSON.stringify(path.slice(0, length)));
      if (box !== undefined) {
        if (!this.wrong.has(box.path)) {
          const inside = path.slice(length).join("/");
          this.wrong.set(box.path, inside === "" ? sentence : l10n.t("At {0}: {1}", inside, sentence));
        }
        return;
      }
    }
  }
}

/**
 * Reads a whole form: the data that fits its schema, or what has to be changed first.
 * @param schema what the data are checked against once every box is right: rules that no single box
 *   can keep, such as which fields go together, and everything inside of a box for JSON
 */
export function readForm(root: Field, value: FormValue, schema?: unknown): FormReading {
  const wanted = new Set<string>();
  for (;;) {
    const reader = new FormReader(wanted);
    const [data] = reader.read({ ...root, required: true }, value, rootPath, []);
    const faults = reader.wrong.size === 0 ? schemaFaults(schema, data) : [];
    // A field that another answer makes necessary is read as one that is needed: an empty list is one too.
    const missing = faults.filter(({ isMissing }) => isMissing).map(({ path }) => JSON.stringify(path));
    const found = missing.filter((place) => reader.boxes.has(place) && !wanted.has(place));
    if (found.length === 0) {
      faults.forEach((fault) => reader.place(fault));
      return { data, wrong: reader.wrong };
    }
    found.forEach((place) => wanted.add(place));
  }
}

function textIn(value: FormValue): string {
  return typeof value === "string" ? value : "";
}

/**
 * True when nothing was filled in. A group that may be left out counts as empty until something in it
 * is changed; one that is needed never does, so that its own fields say what is missing. A default
 * that somebody has cleared is an answer, where an empty one is: left out, it would come back.
 */
function isEmpty(field: Field, value: FormValue): boolean {
  if (typeof value === "string") {
    return field.kind === "text"
      ? value === "" && !(field.initial !== undefined && !field.nullable && mayBeEmpty(field))
      : value.trim() === "";
  }
  if (typeof value !== "object" || value === null) {
    return value === null;
  }
  if ("variants" in value) {
    return value.chosen < 0;
  }
  const mayBeMissing = !field.required || field.nullable;
  if ("entries" in value) {
    const isCleared = field.kind === "list" && field.minItems <= 0 && !isUntouched(field, value);
    return value.entries.length === 0 && mayBeMissing && !isCleared;
  }
  const hasDefault = field.initial !== undefined && field.initial !== null;
  return "group" in value && mayBeMissing && !hasDefault && isUntouched(field, value);
}

function twice(): string {
  return l10n.t("Two entries are the same. Change or remove one of them.");
}

function needed(field: Field): string {
  if (field.kind === "text" && mayBeEmpty(field)) {
    return l10n.t("This field is required. Fill it in, or choose to leave it empty.");
  }
  return field.kind === "choice" || field.kind === "variant"
    ? l10n.t("Choose an option. This field is required.")
    : l10n.t("This field is required.");
}
