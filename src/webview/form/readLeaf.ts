import type { Field, NumberField, TextField, TextFormat } from "./field";
import { commonOf, type FieldPosition } from "./place";
import { numberOf, textOf, type SchemaNode } from "./schemaNode";

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
export function readLeaf(schema: SchemaNode, place: FieldPosition): Field | undefined {
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
