import * as l10n from "@vscode/l10n";
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

/** The texts in a keyword's list, such as `required`. */
export function textsOf(node: SchemaNode, keyword: string): readonly string[] {
  return listOf(node, keyword).filter((text) => typeof text === "string");
}

/** A keyword's object, such as `properties`; empty when it is none. */
export function nodeOf(node: SchemaNode, keyword: string): SchemaNode {
  const value = node[keyword];
  return isNode(value) ? value : {};
}

/** The keyword's object without what is not wanted. */
export function pick(node: SchemaNode, wanted: (name: string) => boolean): SchemaNode {
  return Object.fromEntries(Object.entries(node).filter(([name]) => wanted(name)));
}

/** Two JSON values are the same when this is: the order of names counts for nothing (core §4.2.2). */
export function canonical(value: unknown): string {
  const sorted = (_: string, inner: unknown): unknown =>
    isNode(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner;
  return JSON.stringify(value, sorted);
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

/** What a field's place says about it. */
interface FieldWords {
  readonly label: string;
  readonly description?: string;
  readonly required: boolean;
  readonly nullable?: boolean;
}

/** Where in the form a schema stands. */
export interface FieldPosition extends FieldWords {
  /** Levels above this one. */
  readonly depth: number;
  /** The `$ref`s that led here; one that comes again and again would never end. */
  readonly references: readonly string[];
}

/** Names of what nobody should read over a shoulder, as the last words of a property's name. */
const secretName = /(^| )(password|passwd|passphrase|secret|token|api key|private key|access key)$/i;

/** True for a text that is masked: `format: "password"`, OpenAPI's `writeOnly`, or a name that says so. */
export function isSecret(schema: SchemaNode, label: string): boolean {
  return schema["format"] === "password" || schema["writeOnly"] === true || secretName.test(label);
}

/** True when a text in a schema, however deep, is a secret. */
function mentionsSecret(schema: unknown): boolean {
  const seen = new Set<unknown>();
  const waiting: [name: string, schema: unknown][] = [["", schema]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [name, inner] = next;
    if (typeof inner === "object" && inner !== null && !seen.has(inner)) {
      seen.add(inner);
      if (isNode(inner) && isSecret(inner, readableName(name))) {
        return true;
      }
      waiting.push(...Object.entries(inner));
    }
  }
  return false;
}

type Common = Omit<JsonField, "kind" | "why" | "secret">;

/** What every field has; the schema's own words go before those of its place. */
export function commonOf(schema: SchemaNode, place: FieldWords): Common {
  return {
    label: textOf(schema, "title") ?? place.label,
    description: textOf(schema, "description") ?? place.description ?? "",
    required: place.required,
    // OpenAPI 3.0 writes `nullable` beside the type.
    nullable: place.nullable === true || schema["nullable"] === true,
    ...(schema["default"] === undefined ? {} : { initial: schema["default"] }),
  };
}

/** A field to be written as JSON, with the sentence that says why. */
export function jsonField(schema: unknown, place: FieldWords, why?: string): JsonField {
  return {
    kind: "json",
    ...commonOf(isNode(schema) ? schema : {}, place),
    why: why ?? l10n.t("A form can't show this field, so enter it as JSON."),
    secret: mentionsSecret(schema),
  };
}
