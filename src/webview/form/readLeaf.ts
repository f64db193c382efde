import type { Field, NumberField, TextField } from "./field";
import { commonOf, type FieldPosition, isSecret, numberOf, type SchemaNode, textOf } from "./schemaNode";
import { formatNamed } from "./textFormats";

/** Reads a schema for one text, number, yes and no, or nothing at all; undefined for any other. */
export function readLeaf(schema: SchemaNode, place: FieldPosition): Field | undefined {
  switch (typeOf(schema)) {
    case "string":
      return readText(schema, place);
    case "number":
    case "integer":
      return readNumber(schema, place);
    case "boolean":
      return { kind: "boolean", ...commonOf(schema, place) };
    case "null":
      return { kind: "const", ...commonOf(schema, place), value: null };
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
  const format = formatNamed(schema["format"]);
  const pattern = textOf(schema, "pattern");
  return {
    kind: "text",
    ...commonOf(schema, place),
    ...(format === undefined ? {} : { format }),
    ...lengthsOf(schema),
    ...(pattern === undefined ? {} : { pattern }),
    secret: isSecret(schema, place.label),
  };
}

function readNumber(schema: SchemaNode, place: FieldPosition): NumberField {
  return { kind: "number", ...commonOf(schema, place), integer: schema["type"] === "integer", ...limitsOf(schema) };
}

type Rules<K extends string> = Partial<Record<K, number>>;

function numbersOf<K extends string>(schema: SchemaNode, keywords: readonly K[]): Rules<K> {
  return Object.fromEntries(
    keywords.flatMap((keyword) => {
      const value = numberOf(schema, keyword);
      return value === undefined ? [] : [[keyword, value]];
    }),
  ) as Rules<K>;
}

/** How long a text may be. */
export function lengthsOf(schema: SchemaNode): Rules<"minLength" | "maxLength"> {
  return numbersOf(schema, ["minLength", "maxLength"]);
}

const limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] as const;

/** How large a number may be. */
export function limitsOf(schema: SchemaNode): Rules<(typeof limits)[number]> {
  const { minimum, maximum } = numbersOf(schema, limits);
  return {
    ...numbersOf(schema, limits),
    // Draft 4 and OpenAPI 3.0: the limit stands in `minimum`, and this says that it is left out.
    ...(schema["exclusiveMinimum"] === true && minimum !== undefined ? { exclusiveMinimum: minimum } : {}),
    ...(schema["exclusiveMaximum"] === true && maximum !== undefined ? { exclusiveMaximum: maximum } : {}),
  };
}
