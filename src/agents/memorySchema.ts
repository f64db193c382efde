import { fields, type Fields, isDeep, list, text } from "./fields";

/**
 * The JSON Schema of a working memory, as far as a server tells it: as itself where the agent was given one, as the
 * inside of a zod schema, or else only by an empty example (docs/wire.md#mastra-what-an-agent-remembers). Nothing is
 * required: an agent remembers some of it.
 *
 * @param schema of `/memory/config`
 * @param example JSON of a memory in which nothing is filled in
 */
export function memorySchema(schema: unknown, example: string): object {
  const found = isDeep(schema) ? {} : read(schema);
  if (Object.keys(found).length > 0) {
    return found;
  }
  try {
    return ofExample(JSON.parse(example));
  } catch {
    return {};
  }
}

function read(schema: unknown): Fields {
  if ("def" in fields(schema)) {
    return ofZod(schema);
  }
  const known = Object.entries(fields(schema)).filter(([name]) => name !== "required");
  return "properties" in fields(schema) ? Object.fromEntries(known) : {};
}

/** Zod 4 writes itself as a tree of definitions; what is not known is left to be written as JSON. */
function ofZod(node: unknown): Fields {
  const { type, innerType, shape, element, entries, values } = fields(fields(node)["def"]);
  if (innerType !== undefined) {
    return ofZod(innerType);
  }
  switch (type) {
    case "object":
      return { type, properties: mapped(shape, ofZod) };
    case "array":
      return { type, items: ofZod(element) };
    case "enum":
      return { enum: Object.values(fields(entries)) };
    case "literal":
      return { enum: list(values) };
    case "string":
    case "number":
    case "boolean":
      return { type };
    default:
      return {};
  }
}

function ofExample(value: unknown): Fields {
  if (Array.isArray(value)) {
    return { type: "array", items: {} };
  }
  if (typeof value === "object" && value !== null) {
    return { type: "object", properties: mapped(value, ofExample) };
  }
  return value === null ? {} : { type: text(typeof value) };
}

function mapped(value: unknown, change: (each: unknown) => Fields): Fields {
  return Object.fromEntries(Object.entries(fields(value)).map(([name, each]) => [name, change(each)]));
}
