import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { FormValue } from "../state/formDrafts";
import { type Checked, checkJson, checkNumber, checkText } from "./checks";
import type { Field, GroupField, ListField, VariantField } from "./field";
import { isUntouched } from "./formValue";

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

class FormReader {
  constructor(private readonly wrong: Map<string, string>) {}

  /** @returns the data in a list of one, or an empty list for a field that is left out */
  read(field: Field, value: FormValue, path: string): readonly unknown[] {
    if (field.kind === "const") {
      return [field.value];
    }
    if (isEmpty(field, value)) {
      return this.readEmpty(field, path);
    }
    switch (field.kind) {
      case "group":
        return [this.group(field, value, path)];
      case "list":
        return [this.list(field, value, path)];
      case "variant":
        return this.variant(field, value, path);
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

  private group(field: GroupField, value: FormValue, path: string): unknown {
    const values = typeof value === "object" && value !== null && "group" in value ? value.group : [];
    // `fromEntries` makes own properties of every name, `__proto__` too.
    return Object.fromEntries(
      field.entries.flatMap((entry, index) =>
        this.read(entry.field, values[index] ?? null, pathOf(path, index)).map((data) => [entry.name, data] as const),
      ),
    );
  }

  private list(field: ListField, value: FormValue, path: string): unknown {
    const entries = typeof value === "object" && value !== null && "entries" in value ? value.entries : [];
    const data = entries.flatMap((entry) => this.read(field.item, entry.value, pathOf(path, entry.key)));
    if (entries.length < field.minItems) {
      this.wrong.set(
        path,
        l10n.t("Entries are missing: their number must be {0} or more.", formatNumber(field.minItems)),
      );
    } else if (entries.length > field.maxItems) {
      this.wrong.set(
        path,
        l10n.t("There are too many entries: their number must be {0} or less.", formatNumber(field.maxItems)),
      );
    } else if (field.unique && new Set(data.map((entry) => JSON.stringify(entry))).size < data.length) {
      this.wrong.set(path, l10n.t("Two entries are the same. Change or remove one of them."));
    }
    return data;
  }

  private variant(field: VariantField, value: FormValue, path: string): readonly unknown[] {
    if (typeof value !== "object" || value === null || !("variants" in value)) {
      return [];
    }
    const chosen = field.variants[value.chosen];
    const inner = value.variants[value.chosen];
    return chosen === undefined || inner === undefined ? [] : this.read(chosen, inner, pathOf(path, value.chosen));
  }
}

/** Reads a whole form: the data that fits its schema, or what has to be changed first. */
export function readForm(root: Field, value: FormValue): FormReading {
  const wrong = new Map<string, string>();
  const [data] = new FormReader(wrong).read({ ...root, required: true }, value, rootPath);
  return { data, wrong };
}

function textIn(value: FormValue): string {
  return typeof value === "string" ? value : "";
}

/**
 * True when nothing was filled in. A group that may be left out counts as empty until something in it
 * is changed; one that is needed never does, so that its own fields say what is missing.
 */
function isEmpty(field: Field, value: FormValue): boolean {
  if (typeof value === "string") {
    return field.kind === "text" ? value === "" : value.trim() === "";
  }
  if (typeof value !== "object" || value === null) {
    return value === null;
  }
  if ("variants" in value) {
    return value.chosen < 0;
  }
  if ("entries" in value) {
    return value.entries.length === 0 && (!field.required || field.nullable);
  }
  return (!field.required || field.nullable) && isUntouched(field, value);
}

function needed(field: Field): string {
  return field.kind === "choice" || field.kind === "variant"
    ? l10n.t("Choose one: the tool needs this.")
    : l10n.t("Fill this in: the tool needs it.");
}
