import * as l10n from "@vscode/l10n";
import { formatList, formatNumber } from "../../shared/formats";
import type { Field, Option } from "./field";
import { joinSchema, withoutWords } from "./joinSchema";
import type { Reader } from "./reader";
import {
  canonical,
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

/** Reads a schema that fixes its values (`const`, `enum`); undefined for any other. */
export function readFixed(node: SchemaNode, place: FieldPosition): Field | undefined {
  const fixed = fixedValues(node);
  return fixed === undefined ? undefined : choice(node, place, fixed);
}

/**
 * Reads a schema that offers several values or shapes: `anyOf`, `oneOf`, a list of types.
 * @param unions the alternatives of each, without `null`
 * @returns undefined when it offers one shape only
 */
export function readUnion(
  reader: Reader,
  node: SchemaNode,
  unions: readonly (readonly unknown[])[],
  place: FieldPosition,
): Field | undefined {
  const [parts, ...more] = unions.filter((alternatives) => !alternatives.every((part) => isRule(part)));
  if (parts === undefined) {
    return undefined;
  }
  const options = parts.map((part) => (isNode(part) ? fixedValues(joinSchema(reader.root, part).node) : undefined));
  if (options.every((option) => option !== undefined)) {
    return choice(node, place, options.flat());
  }
  if (more.length > 0 || parts.length > mostVariants) {
    return jsonField({ ...node, anyOf: parts }, place);
  }
  const rules = withoutWords(node);
  const alternatives = Object.keys(rules).length === 0 ? parts : parts.map((part) => ({ allOf: [rules, part] }));
  return { kind: "variant", ...commonOf(node, place), variants: readVariants(reader, alternatives, place) };
}

/** The shapes of a union, each with a name that tells it from the others. */
export function readVariants(reader: Reader, parts: readonly unknown[], place: FieldPosition): readonly Field[] {
  const inner = { ...place, description: "", required: true, nullable: false, depth: place.depth + 1 };
  const fields = parts.map((part) => {
    const field = reader.read(part, { ...inner, label: "" });
    const mark =
      field.kind === "group" ? field.entries.find((entry) => entry.field.kind === "const")?.field : undefined;
    // What tells the shapes of a discriminated union apart is also its name for people.
    const label = field.label !== "" || mark?.kind !== "const" ? field.label : valueLabel(mark.value);
    return label === "" && field.kind === "const" ? { ...field, label: valueLabel(field.value) } : { ...field, label };
  });
  const named = fields.map((field) =>
    field.label === "" ? { ...field, label: ownLabel(field, fields) || kindLabel(field) } : field,
  );
  return named.map((field, index) =>
    field.label === "" || named.some((other) => other !== field && other.label === field.label)
      ? { ...field, label: l10n.t("Option {0}", formatNumber(index + 1)) }
      : field,
  );
}

/** The fields of a group that the other shapes do not have. */
function ownLabel(field: Field, all: readonly Field[]): string {
  const isOwn = (name: string | undefined): boolean =>
    all.every(
      (other) => other === field || (other.kind === "group" && other.entries.every((entry) => entry.name !== name)),
    );
  const own = field.kind === "group" && field.shape === "object" ? field.entries.filter(({ name }) => isOwn(name)) : [];
  return valueLabel(formatList(own.map((entry) => entry.field.label)));
}

function kindLabel(field: Field): string {
  switch (field.kind) {
    case "text":
      return l10n.t("Text");
    case "number":
      return l10n.t("Number");
    case "boolean":
      return l10n.t("Yes or no");
    case "list":
      return l10n.t("List");
    default:
      return "";
  }
}

const shapes = [
  ...["type", "properties", "items", "prefixItems", "enum", "const", "$ref", "anyOf", "oneOf", "allOf", "then"],
  ...["additionalProperties", "patternProperties", "format"],
];

/** True for a schema that only restricts what another one shows, such as `{ required: ["token"] }`. */
export function isRule(schema: unknown): boolean {
  return isNode(schema) && Object.keys(schema).length > 0 && !shapes.some((keyword) => schema[keyword] !== undefined);
}

function choice(node: SchemaNode, place: FieldPosition, options: readonly Option[]): Field {
  if (options.length > mostOptions) {
    return jsonField(node, place);
  }
  const unlike = new Map(options.map((option) => [canonical(option.value), option]));
  const wanted = [...unlike.values()].filter(({ value }) => value !== null);
  const common = { ...commonOf(node, place), nullable: place.nullable === true || options.some(isNullOption) };
  const [first] = wanted;
  if (first === undefined) {
    return { kind: "const", ...common, value: null };
  }
  return wanted.length === 1 && common.required && !common.nullable
    ? { kind: "const", ...common, value: first.value }
    : { kind: "choice", ...common, options: wanted };
}

function isNullOption({ value }: Option): boolean {
  return value === null;
}

/**
 * The values a schema fixes; undefined when it leaves them open. A `title` beside a value names it, and
 * so do `enumNames`, which tools for forms read.
 */
function fixedValues(node: SchemaNode): readonly Option[] | undefined {
  const title = textOf(node, "title");
  if (Object.hasOwn(node, "const")) {
    return [{ label: title ?? valueLabel(node["const"]), value: node["const"] }];
  }
  const values = listOf(node, "enum");
  const names = [...listOf(node, "enumNames"), ...listOf(node, "x-enumNames")];
  const only = values.length === 1 ? title : undefined;
  return values.length === 0
    ? undefined
    : values.map((value, index) => {
        const name = names[index];
        return { label: typeof name === "string" && name !== "" ? name : (only ?? valueLabel(value)), value };
      });
}
