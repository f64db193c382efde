import * as l10n from "@vscode/l10n";
import type { Field, NumberField, TextField, TextFormat } from "./field";
import { readUnion } from "./readUnion";
import {
  commonOf,
  type FieldPosition,
  isNode,
  joined,
  jsonField,
  listOf,
  lookUp,
  numberOf,
  readableName,
  type SchemaNode,
  textOf,
  without,
} from "./schemaNode";

/** `format` as schemas write it; names that are not here have no check and are ordinary text. */
const formats: Readonly<Record<string, TextFormat>> = {
  email: "email",
  "idn-email": "email",
  uri: "uri",
  url: "uri",
  iri: "uri",
  date: "date",
  "date-time": "date-time",
  time: "time",
  uuid: "uuid",
};

/** Reads a schema for one text, number or yes and no; undefined for any other. */
function readLeaf(schema: SchemaNode, place: FieldPosition): Field | undefined {
  switch (typeOf(schema)) {
    case "string":
      return readText(schema, place);
    case "number":
    case "integer":
      return readNumber(schema, place);
    case "boolean": {
      const initial = schema["default"];
      return { kind: "boolean", ...commonOf(schema, place), initial: typeof initial === "boolean" ? initial : null };
    }
    default:
      return undefined;
  }
}

/** The type, also of a schema that only has rules for one: a keyword for texts means a text. */
function typeOf(schema: SchemaNode): unknown {
  if (schema["type"] !== undefined) {
    return schema["type"];
  }
  if (["minLength", "maxLength", "pattern", "format"].some((keyword) => schema[keyword] !== undefined)) {
    return "string";
  }
  return ["minimum", "maximum", "multipleOf"].some((keyword) => schema[keyword] !== undefined) ? "number" : undefined;
}

function readText(schema: SchemaNode, place: FieldPosition): TextField {
  const name = textOf(schema, "format") ?? "";
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  const minLength = numberOf(schema, "minLength");
  const maxLength = numberOf(schema, "maxLength");
  const pattern = textOf(schema, "pattern");
  return {
    kind: "text",
    ...commonOf(schema, place),
    ...(format === undefined ? {} : { format }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
    secret: name === "password",
    initial: textOf(schema, "default") ?? "",
  };
}

const limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] as const;

function readNumber(schema: SchemaNode, place: FieldPosition): NumberField {
  const rules = Object.fromEntries(
    limits.flatMap((keyword) => {
      const value = numberOf(schema, keyword);
      return value === undefined ? [] : [[keyword, value]];
    }),
  ) as Partial<Record<(typeof limits)[number], number>>;
  const initial = numberOf(schema, "default");
  return {
    kind: "number",
    ...commonOf(schema, place),
    integer: schema["type"] === "integer",
    ...rules,
    initial: initial === undefined ? "" : `${initial}`,
  };
}

/** Fields above which a form helps nobody; a text box does. */
const mostFields = 200;
const deepest = 8;

class TooLarge extends Error {}

/** Reads one schema; counts what it makes. */
class SchemaReader {
  private left = mostFields;

  constructor(private readonly root: unknown) {}

  /** @throws TooLarge when the form would have too many fields */
  read(schema: unknown, place: FieldPosition): Field {
    this.left -= 1;
    if (this.left < 0) {
      throw new TooLarge();
    }
    if (!isNode(schema)) {
      return jsonField(place, l10n.t("The tool accepts any value here, so it is written as JSON."));
    }
    const reference = textOf(schema, "$ref");
    if (reference !== undefined) {
      return this.follow(schema, reference, place);
    }
    const parts = listOf(schema, "allOf").map((part) => this.resolved(part));
    if (parts.length > 0) {
      return parts.every(isNode)
        ? this.read(joined([...parts, without(schema, "allOf")]), place)
        : this.unknown(schema, place);
    }
    const readInner = (inner: unknown, innerPlace: FieldPosition): Field => this.read(inner, innerPlace);
    return readUnion(schema, place, readInner, (node) => this.resolved(node)) ?? this.readType(schema, place);
  }

  private readType(schema: SchemaNode, place: FieldPosition): Field {
    if (place.depth >= deepest) {
      return jsonField(
        commonOf(schema, place),
        l10n.t("This is nested too deeply for a form, so it is written as JSON."),
      );
    }
    const leaf = readLeaf(schema, place);
    if (leaf !== undefined) {
      return leaf;
    }
    const type = schema["type"];
    if (isNode(schema["properties"]) && (type === undefined || type === "object")) {
      return this.group(schema, schema["properties"], place);
    }
    if (isNode(schema["items"]) && !Array.isArray(schema["prefixItems"]) && (type === undefined || type === "array")) {
      return this.list(schema, schema["items"], place);
    }
    return this.unknown(schema, place);
  }

  private group(schema: SchemaNode, properties: SchemaNode, place: FieldPosition): Field {
    const names = Object.keys(properties);
    if (names.length > this.left) {
      throw new TooLarge();
    }
    const required = new Set(listOf(schema, "required"));
    const entries = names.map((name) => ({
      name,
      field: this.read(properties[name], {
        label: readableName(name),
        required: required.has(name),
        depth: place.depth + 1,
        references: place.references,
      }),
    }));
    return { kind: "group", ...commonOf(schema, place), entries };
  }

  private list(schema: SchemaNode, items: unknown, place: FieldPosition): Field {
    const item = this.read(items, {
      label: l10n.t("Entry"),
      required: true,
      depth: place.depth + 1,
      references: place.references,
    });
    return {
      kind: "list",
      ...commonOf(schema, place),
      item,
      minItems: numberOf(schema, "minItems") ?? 0,
      maxItems: numberOf(schema, "maxItems") ?? Infinity,
      unique: schema["uniqueItems"] === true,
    };
  }

  /** Words beside a `$ref` (title, description, default) are those of this place. */
  private follow(schema: SchemaNode, reference: string, place: FieldPosition): Field {
    if (place.references.includes(reference)) {
      return jsonField(
        commonOf(schema, place),
        l10n.t("This part of the answer repeats itself inside, so it is written as JSON."),
      );
    }
    const target = lookUp(this.root, reference);
    if (!isNode(target)) {
      return this.unknown(schema, place);
    }
    return this.read(
      { ...target, ...without(schema, "$ref") },
      { ...place, references: [...place.references, reference] },
    );
  }

  /** One step of a reference, for looking at a part before it is read. */
  private resolved(schema: unknown): unknown {
    const reference = isNode(schema) ? textOf(schema, "$ref") : undefined;
    return reference === undefined ? schema : lookUp(this.root, reference);
  }

  private unknown(schema: SchemaNode, place: FieldPosition): Field {
    return jsonField(
      commonOf(schema, place),
      l10n.t("A form cannot show what the tool asks for here, so it is written as JSON."),
    );
  }
}

/**
 * The form for a JSON Schema as zod and its like write it (draft 7 to 2020-12, local `$ref`). Never
 * throws: what is no schema, or is too large to fill in, becomes one JSON field that says why.
 */
export function readSchema(schema: unknown): Field {
  const label = l10n.t("Answer");
  const place: FieldPosition = { label, required: true, depth: 0, references: ["#"] };
  if (!isNode(schema)) {
    return jsonField(place, l10n.t("The tool did not say what its answer looks like, so it is written as JSON."));
  }
  try {
    return new SchemaReader(schema).read(schema, place);
  } catch (error) {
    if (!(error instanceof TooLarge)) {
      throw error;
    }
    return jsonField(
      place,
      l10n.t("The tool asks for more fields than a form can show, so the answer is written as JSON."),
    );
  }
}
