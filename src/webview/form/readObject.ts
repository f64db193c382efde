import * as l10n from "@vscode/l10n";
import type { Field, GroupEntry, ListField } from "./field";
import { joinSchema, type JoinedSchema } from "./joinSchema";
import type { Reader } from "./reader";
import { isRule, readVariants } from "./readUnion";
import {
  canonical,
  commonOf,
  type FieldPosition,
  isNode,
  jsonField,
  listOf,
  nodeOf,
  numberOf,
  pick,
  readableName,
  type SchemaNode,
  textsOf,
} from "./schemaNode";

type Choices = Pick<JoinedSchema, "unions" | "conditional">;

/**
 * Reads a schema for an object: its properties, unions beside them, and names that a person chooses.
 * @returns undefined for any other schema, and for an object of which nothing is known
 */
export function readObject(
  reader: Reader,
  node: SchemaNode,
  choices: Choices,
  place: FieldPosition,
): Field | undefined {
  const type = node["type"];
  if (type !== undefined && type !== "object") {
    return undefined;
  }
  const unions = choices.unions.filter((alternatives) => !alternatives.every(isRule));
  const properties = propertiesOf(reader.root, node, choices.conditional);
  const hasProperties =
    isNode(node["properties"]) ||
    Object.keys(properties).length > 0 ||
    (unions.length === 0 && type === "object" && listOf(node, "required").length > 0);
  const record = readRecord(reader, node, hasProperties, place);
  if (!hasProperties && unions.length < 2) {
    // A single union with nothing beside it is read as such; a record alone is a list of names and values.
    return unions.length > 0 ? undefined : record;
  }
  const beside = besideUnions(reader.root, properties, node, unions);
  return beside === undefined
    ? jsonField({ ...node, allOf: unions.map((anyOf) => ({ anyOf })) }, place)
    : group(reader, { node, place, record, ...beside });
}

/** Conditions inside of conditions that are looked into: a `$ref` may lead back. */
const deepestCondition = 3;

/** All properties that there may be, also those that come with a condition. */
function propertiesOf(root: unknown, node: SchemaNode, conditional: readonly SchemaNode[], depth = 0): SchemaNode {
  const own = nodeOf(node, "properties");
  const fixed = textsOf(nodeOf(node, "propertyNames"), "enum");
  const all = new Map<string, unknown>(fixed.map((name) => [name, node["additionalProperties"] ?? true]));
  for (const schema of depth < deepestCondition ? conditional : []) {
    const joined = joinSchema(root, schema);
    const later = Object.entries(propertiesOf(root, joined.node, joined.conditional, depth + 1));
    for (const [name, property] of later) {
      const before = all.get(name);
      const isOther = before !== undefined && canonical(before) !== canonical(property);
      all.set(name, isOther ? { anyOf: [before, property] } : property);
    }
  }
  for (const [name, property] of Object.entries(own)) {
    // A property that may be anything until a condition holds is shown as what it is then.
    const isOpen = property === true || (isNode(property) && Object.keys(property).length === 0);
    all.set(name, isOpen ? (all.get(name) ?? property) : property);
  }
  // The own properties keep their order.
  return Object.fromEntries(
    [...new Set([...Object.keys(own), ...all.keys()])].map((name) => [name, all.get(name)] as const),
  );
}

interface Beside {
  /** What is left of the properties. */
  readonly properties: SchemaNode;
  /** The unions, each alternative with the properties that it says more about. */
  readonly unions: readonly (readonly unknown[])[];
}

/**
 * Gives a property that the alternatives of a union speak of to each of them, so that it has one box.
 * @returns undefined when two unions speak of the same one, or of something else than objects
 */
function besideUnions(
  root: unknown,
  properties: SchemaNode,
  node: SchemaNode,
  unions: readonly (readonly unknown[])[],
): Beside | undefined {
  const taken = new Set<string>();
  const required = textsOf(node, "required");
  const moved: (readonly unknown[])[] = [];
  for (const alternatives of unions) {
    const names = new Set(alternatives.flatMap((part) => namesIn(root, part)));
    if ([...names].some((name) => taken.has(name))) {
      return undefined;
    }
    names.forEach((name) => taken.add(name));
    const shared = {
      type: "object",
      properties: pick(properties, (name) => names.has(name)),
      required: required.filter((name) => names.has(name)),
    };
    moved.push(alternatives.map((part) => ({ allOf: [shared, part] })));
  }
  return { properties: pick(properties, (name) => !taken.has(name)), unions: moved };
}

/** The names that a schema for an object speaks of, however it does. */
function namesIn(root: unknown, schema: unknown, depth = 0): readonly string[] {
  if (!isNode(schema) || depth > deepestCondition) {
    return [];
  }
  const { node, unions, conditional } = joinSchema(root, schema);
  return [
    ...Object.keys(propertiesOf(root, node, conditional)),
    ...textsOf(node, "required"),
    ...unions.flat().flatMap((part) => namesIn(root, part, depth + 1)),
  ];
}

interface Parts extends Beside {
  readonly node: SchemaNode;
  readonly place: FieldPosition;
  readonly record: ListField | undefined;
}

function group(reader: Reader, { node, place, record, properties, unions }: Parts): Field {
  const required = textsOf(node, "required");
  const spoken = new Set(unions.flat().flatMap((part) => namesIn(reader.root, part)));
  const missing = required.filter((name) => !Object.hasOwn(properties, name) && !spoken.has(name));
  const all = { ...Object.fromEntries(missing.map((name) => [name, node["additionalProperties"]])), ...properties };
  const names = Object.keys(all);
  reader.count(names.length + unions.flat().length);
  const inner = { depth: place.depth + 1, references: place.references };
  const entries: GroupEntry[] = names.map((name) => ({
    name,
    field: reader.read(all[name], { ...inner, label: readableName(name), required: required.includes(name) }),
  }));
  for (const alternatives of unions) {
    const here = { ...inner, label: l10n.t("One of these"), required: true };
    const variants = readVariants(reader, alternatives, here);
    if (variants.some(({ kind }) => kind !== "group" && kind !== "variant")) {
      return jsonField({ ...node, properties, anyOf: alternatives }, place);
    }
    entries.push({ name: undefined, field: { kind: "variant", ...commonOf({}, here), variants } });
  }
  if (record !== undefined) {
    entries.push({ name: undefined, field: { ...record, required: false, nullable: false } });
  }
  return { kind: "group", shape: "object", ...commonOf(node, place), entries };
}

/** Names and values that a person adds: `additionalProperties` and `patternProperties` with a schema. */
function readRecord(reader: Reader, node: SchemaNode, beside: boolean, place: FieldPosition): ListField | undefined {
  const patterns = Object.entries(nodeOf(node, "patternProperties"));
  const [pattern] = patterns;
  const open = node["additionalProperties"];
  const hasOpen = isNode(open) && Object.keys(open).length > 0;
  if (listOf(nodeOf(node, "propertyNames"), "enum").length > 0 || (!hasOpen && patterns.length !== 1)) {
    return undefined;
  }
  const names = hasOpen || pattern === undefined ? {} : { pattern: pattern[0] };
  const words = beside ? { label: l10n.t("More fields") } : commonOf(node, place);
  const inner = { required: true, depth: place.depth + 1, references: place.references };
  return {
    kind: "list",
    shape: "record",
    ...commonOf({}, { ...place, ...words }),
    ...(beside || node["default"] === undefined ? {} : { initial: node["default"] }),
    item: {
      kind: "group",
      shape: "object",
      ...commonOf({}, { ...inner, label: l10n.t("Entry") }),
      entries: [
        {
          name: "name",
          field: reader.read(
            { ...nodeOf(node, "propertyNames"), ...names, type: "string" },
            { ...inner, label: l10n.t("Name") },
          ),
        },
        { name: "value", field: reader.read(hasOpen ? open : pattern?.[1], { ...inner, label: l10n.t("Value") }) },
      ],
    },
    minItems: beside ? 0 : (numberOf(node, "minProperties") ?? 0),
    maxItems: beside ? Infinity : (numberOf(node, "maxProperties") ?? Infinity),
    unique: true,
  };
}
