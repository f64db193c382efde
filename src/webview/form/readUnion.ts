import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { ChoiceField, Field, Option } from "./field";
import {
  commonOf,
  type FieldPosition,
  isNode,
  jsonField,
  listOf,
  type SchemaNode,
  textOf,
  valueLabel,
} from "./schemaNode";

/** Options above which a list to choose from cannot be drawn at once. */
const mostOptions = 1000;
const mostVariants = 20;

type Read = (schema: unknown, place: FieldPosition) => Field;

/**
 * Reads a schema that offers several values or shapes: `const`, `enum`, `anyOf`, `oneOf`, a list of
 * types. `null` among them makes the field one that may be empty.
 * @param resolved follows a part's `$ref` by one step
 * @returns undefined when the schema offers one shape only
 */
export function readUnion(
  schema: SchemaNode,
  place: FieldPosition,
  read: Read,
  resolved: (schema: unknown) => unknown,
): Field | undefined {
  const fixed = fixedValues(schema);
  if (fixed !== undefined) {
    return choice(schema, place, fixed);
  }
  const parts = alternatives(schema);
  if (parts === undefined) {
    return undefined;
  }
  const wanted = parts.filter((part) => !isNull(resolved(part)));
  const nullable = place.nullable === true || wanted.length < parts.length;
  const options = wanted.map((part) => fixedValues(resolved(part)));
  if (options.every((option) => option !== undefined)) {
    return choice(schema, { ...place, nullable }, options.flat());
  }
  const { description } = commonOf(schema, place);
  const inner = { ...place, label: textOf(schema, "title") ?? place.label, description, nullable };
  const [only] = wanted;
  if (wanted.length === 1) {
    const words = isNode(only) && schema["default"] !== undefined ? { ...only, default: schema["default"] } : only;
    return read(words, inner);
  }
  return wanted.length > mostVariants
    ? jsonField(inner, l10n.t("A form cannot show what the tool asks for here, so it is written as JSON."))
    : variants(schema, wanted, inner, read);
}

function variants(schema: SchemaNode, wanted: readonly unknown[], place: FieldPosition, read: Read): Field {
  const fields = wanted.map((part, index) => {
    const own = {
      ...place,
      label: l10n.t("Option {0}", formatNumber(index + 1)),
      description: "",
      required: true,
      nullable: false,
    };
    const field = read(part, { ...own, depth: place.depth + 1 });
    const mark = field.kind === "group" ? field.entries.find((entry) => entry.field.kind === "const") : undefined;
    // What tells the shapes of a discriminated union apart is also its name for people.
    return mark?.field.kind === "const" && (!isNode(part) || textOf(part, "title") === undefined)
      ? { ...field, label: valueLabel(mark.field.value) }
      : field;
  });
  return { kind: "variant", ...commonOf(schema, place), variants: fields };
}

function choice(schema: SchemaNode, place: FieldPosition, options: readonly Option[]): Field {
  const wanted = options.filter(({ value }) => value !== null);
  const nullable = place.nullable === true || wanted.length < options.length;
  const common = { ...commonOf(schema, place), nullable };
  const [first] = wanted;
  if (first === undefined || wanted.length > mostOptions) {
    return jsonField(common, l10n.t("A form cannot show what the tool asks for here, so it is written as JSON."));
  }
  if (wanted.length === 1 && common.required && !nullable) {
    return { kind: "const", ...common, value: first.value };
  }
  const initial = wanted.findIndex(({ value }) => value === schema["default"]);
  return { kind: "choice", ...common, options: wanted, initial: initial < 0 ? "" : `${initial}` } satisfies ChoiceField;
}

/** The values a schema fixes; undefined when it leaves them open. A `title` beside a `const` names it. */
function fixedValues(schema: unknown): readonly Option[] | undefined {
  if (!isNode(schema)) {
    return undefined;
  }
  if (Object.hasOwn(schema, "const")) {
    return [{ label: textOf(schema, "title") ?? valueLabel(schema["const"]), value: schema["const"] }];
  }
  const values = listOf(schema, "enum");
  return values.length === 0 ? undefined : values.map((value) => ({ label: valueLabel(value), value }));
}

function alternatives(schema: SchemaNode): readonly unknown[] | undefined {
  for (const keyword of ["anyOf", "oneOf"]) {
    const parts = listOf(schema, keyword);
    if (parts.length > 0) {
      return parts;
    }
  }
  const types = listOf(schema, "type");
  return types.length === 0 ? undefined : types.map((type) => ({ ...schema, type }));
}

function isNull(schema: unknown): boolean {
  return isNode(schema) && (schema["type"] === "null" || (Object.hasOwn(schema, "const") && schema["const"] === null));
}
