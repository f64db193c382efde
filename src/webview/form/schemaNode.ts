import type { JsonField } from "./field";

/** A JSON object of a schema: untrusted, so every keyword is looked at before it is used. */
export type SchemaNode = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A keyword's text, or undefined when it is none. */
export function textOf(node: SchemaNode, keyword: string): string | undefined {
  const value = node[keyword];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A keyword's number, or undefined when it is none. */
export function numberOf(node: SchemaNode, keyword: string): number | undefined {
  const value = node[keyword];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A keyword's list; empty when it is none. */
export function listOf(node: SchemaNode, keyword: string): readonly unknown[] {
  const value = node[keyword];
  return Array.isArray(value) ? value : [];
}

/** The node with one keyword less. */
export function without(node: SchemaNode, keyword: string): SchemaNode {
  return Object.fromEntries(Object.entries(node).filter(([name]) => name !== keyword));
}

/**
 * Looks up a reference inside the same schema (`#`, `#/$defs/Address`).
 * @returns undefined for addresses elsewhere and for places that do not exist
 */
export function lookUp(root: unknown, reference: string): unknown {
  if (reference === "#") {
    return root;
  }
  if (!reference.startsWith("#/")) {
    return undefined;
  }
  return reference
    .slice(2)
    .split("/")
    .map(unescapePointer)
    .reduce<unknown>(
      (node, key) =>
        typeof node === "object" && node !== null && Object.hasOwn(node, key) ? (node as SchemaNode)[key] : undefined,
      root,
    );
}

/** RFC 6901 §4 and §6: percent-encoding first, then `~1` and `~0`. */
function unescapePointer(key: string): string {
  let decoded = key;
  try {
    decoded = decodeURIComponent(key);
  } catch {
    // A stray percent sign: the key is meant as it stands.
  }
  return decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

/**
 * Puts the parts of an `allOf` into one node: properties and required names are joined, of other
 * keywords the last one counts. Right for what intersections of objects are written as.
 */
export function joined(nodes: readonly SchemaNode[]): SchemaNode {
  return nodes.reduce(
    (before, node) => ({
      ...before,
      ...node,
      ...(isNode(before["properties"]) && isNode(node["properties"])
        ? { properties: { ...before["properties"], ...node["properties"] } }
        : {}),
      ...(Array.isArray(before["required"]) && Array.isArray(node["required"])
        ? { required: [...(before["required"] as unknown[]), ...(node["required"] as unknown[])] }
        : {}),
    }),
    {},
  );
}

/** Characters of a value that a label may take. */
const longest = 80;

/** A property's name for people: `firstName` and `first_name` become "First name". */
export function readableName(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[_\-.\s]+/g, " ")
    .trim()
    .split(" ")
    // A word in capitals is an abbreviation and stays one.
    .map((word, index) => (index === 0 || /^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(" ");
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** A fixed value of a schema for people: texts as they are, everything else as JSON. */
export function valueLabel(value: unknown): string {
  const text = typeof value === "string" ? value : ((JSON.stringify(value) as string | undefined) ?? "");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Where in the form a schema stands. */
export interface FieldPosition {
  readonly label: string;
  readonly description?: string;
  readonly required: boolean;
  readonly nullable?: boolean;
  /** Levels above this one. */
  readonly depth: number;
  /** The `$ref`s that led here; one that comes again would never end. */
  readonly references: readonly string[];
}

interface Common {
  readonly label: string;
  readonly description: string;
  readonly required: boolean;
  readonly nullable: boolean;
}

/** What every field has; the schema's own words go before those of its place. */
export function commonOf(schema: SchemaNode, place: FieldPosition): Common {
  return {
    label: textOf(schema, "title") ?? place.label,
    description: textOf(schema, "description") ?? place.description ?? "",
    required: place.required,
    nullable: place.nullable === true,
  };
}

/** A field to be written as JSON, with the sentence that says why. */
export function jsonField(place: FieldPosition | Common, why: string): JsonField {
  return {
    kind: "json",
    label: place.label,
    description: place.description ?? "",
    required: place.required,
    nullable: place.nullable === true,
    why,
    initial: "",
  };
}
