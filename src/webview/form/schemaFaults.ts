import * as l10n from "@vscode/l10n";
import { formatList } from "../../shared/formats";
import { countWrong, fitsPattern, lengthWrong, outsideLimits } from "./checks";
import { lengthsOf, limitsOf } from "./readLeaf";
import {
  canonical,
  isNode,
  listOf,
  lookUp,
  nodeOf,
  numberOf,
  readableName,
  type SchemaNode,
  textOf,
  textsOf,
  valueLabel,
} from "./schemaNode";
import { formatNamed, formatSentence, normalText } from "./textFormats";

/** Something in the data that does not fit the schema. */
export interface SchemaFault {
  /** Names and places that lead to the value. */
  readonly path: readonly string[];
  readonly sentence: string;
  /** True when there is nothing at this path, and has to be. */
  readonly isMissing?: true;
}

type Path = readonly string[];

/** Schemas looked at before the rest is left to the server, which checks the answer too. */
const mostSteps = 20_000;
const deepest = 100;

/** A fault that says that a value is of another shape altogether, not that something in it is wrong. */
interface Found extends SchemaFault {
  readonly otherShape?: true;
}

/** Checks data against a schema (draft 4 to 2020-12, OpenAPI 3); keywords it does not know hold. */
class SchemaChecker {
  private left = mostSteps;

  constructor(private readonly root: unknown) {}

  check(schema: unknown, data: unknown, path: Path, depth = 0): readonly Found[] {
    this.left -= 1;
    if (schema === false) {
      return [{ path, sentence: l10n.t("The tool doesn't accept this field. Remove it.") }];
    }
    if (!isNode(schema) || this.left < 0 || depth > deepest || (data === null && schema["nullable"] === true)) {
      return [];
    }
    const shape = shapeWrong(schema, data);
    if (shape !== undefined) {
      return [{ path, sentence: shape, otherShape: true }];
    }
    const inner = (part: unknown, value = data, at = path): readonly Found[] => this.check(part, value, at, depth + 1);
    const value =
      typeof data === "string"
        ? sentenceAt(path, textWrong(schema, data))
        : typeof data === "number"
          ? sentenceAt(path, outsideLimits(limitsOf(schema), data))
          : Array.isArray(data)
            ? listFaults(schema, data, path, inner)
            : isNode(data)
              ? objectFaults(schema, data, path, inner)
              : [];
    const reference = textOf(schema, "$ref");
    return [
      ...value,
      ...(reference === undefined ? [] : inner(lookUp(this.root, reference))),
      ...listOf(schema, "allOf").flatMap((part) => inner(part)),
      ...unionFaults(schema, listOf(schema, "anyOf"), path, inner),
      ...unionFaults(schema, listOf(schema, "oneOf"), path, inner, true),
      ...(schema["if"] === undefined ? [] : inner(schema[inner(schema["if"]).length === 0 ? "then" : "else"])),
      ...(schema["not"] === undefined || inner(schema["not"]).length > 0
        ? []
        : sentenceAt(path, notSentence(schema, schema["not"]))),
    ];
  }
}

/** The sentence for a value of another type, or for one that is not among those that are fixed. */
function shapeWrong(schema: SchemaNode, data: unknown): string | undefined {
  const types = typeof schema["type"] === "string" ? [schema["type"]] : listOf(schema, "type");
  const values = Object.hasOwn(schema, "const") ? [schema["const"]] : listOf(schema, "enum");
  const own = values.length > 0 ? canonical(data) : "";
  if (values.length > 0 && !values.some((value) => canonical(value) === own)) {
    return l10n.t("Enter one of these values: {0}.", formatList(values.slice(0, 20).map(valueLabel)));
  }
  return types.length > 0 && !types.some((type) => isOfType(type, data)) ? typeSentence(types[0]) : undefined;
}

type Inner = (part: unknown, value?: unknown, at?: Path) => readonly Found[];

function sentenceAt(path: Path, sentence: string | undefined): readonly Found[] {
  return sentence === undefined ? [] : [{ path, sentence }];
}

function isOfType(type: unknown, data: unknown): boolean {
  switch (type) {
    case "null":
      return data === null;
    case "array":
      return Array.isArray(data);
    case "object":
      return isNode(data);
    case "integer":
      return Number.isInteger(data);
    case "string":
    case "number":
    case "boolean":
      return typeof data === type;
    default:
      // A type that nobody knows: the server has to say.
      return true;
  }
}

function typeSentence(type: unknown): string {
  switch (type) {
    case "string":
      return l10n.t("Enter text in double quotes, such as {0}.", '"Ada"');
    case "number":
      return l10n.t("Enter a number, such as {0}.", "12.5");
    case "integer":
      return l10n.t("Enter a whole number, such as {0}.", "12");
    case "array":
      return l10n.t("Enter a list, such as {0}.", "[1, 2]");
    case "object":
      return l10n.t("Enter names and values, such as {0}.", '{"name": "Ada"}');
    case "boolean":
      return l10n.t("Enter {0} or {1}.", "true", "false");
    default:
      return l10n.t("Enter {0}.", "null");
  }
}

function textWrong(schema: SchemaNode, text: string): string | undefined {
  const format = formatNamed(schema["format"]);
  if (format !== undefined && normalText(format, text) === undefined) {
    return formatSentence(format);
  }
  const pattern = textOf(schema, "pattern");
  return (
    lengthWrong(lengthsOf(schema), text) ??
    (pattern === undefined || fitsPattern(text, pattern)
      ? undefined
      : l10n.t("This doesn't match the format that the tool expects: {0}", pattern))
  );
}

function listFaults(schema: SchemaNode, data: readonly unknown[], path: Path, inner: Inner): readonly Found[] {
  const { items, contains } = schema;
  const places = [...listOf(schema, "prefixItems"), ...listOf(schema, "items")];
  const rest = Array.isArray(items) ? schema["additionalItems"] : items;
  const wrong =
    countWrong(data.length, numberOf(schema, "minItems") ?? 0, numberOf(schema, "maxItems") ?? Infinity) ??
    (schema["uniqueItems"] === true && new Set(data.map(canonical)).size < data.length
      ? l10n.t("Two entries are the same. Change or remove one of them.")
      : undefined);
  const found = contains === undefined ? 1 : data.filter((entry) => inner(contains, entry).length === 0).length;
  const fits =
    found >= (numberOf(schema, "minContains") ?? 1) && found <= (numberOf(schema, "maxContains") ?? Infinity);
  return [
    ...sentenceAt(path, wrong ?? (fits || contains === undefined ? undefined : ruleSentence("contains", contains))),
    ...data.flatMap((entry, index) =>
      inner(index < places.length ? places[index] : rest, entry, [...path, `${index}`]),
    ),
  ];
}

function objectFaults(schema: SchemaNode, data: SchemaNode, path: Path, inner: Inner): readonly Found[] {
  const names = Object.keys(data);
  const properties = nodeOf(schema, "properties");
  const patterns = Object.entries(nodeOf(schema, "patternProperties"));
  const missing = (required: readonly string[], sentence: string): readonly Found[] =>
    required
      .filter((name) => !Object.hasOwn(data, name))
      .map((name) => ({ path: [...path, name], sentence, isMissing: true }));
  const dependent = [
    ...Object.entries(nodeOf(schema, "dependencies")),
    ...Object.entries(nodeOf(schema, "dependentRequired")),
  ];
  const count = countWrong(
    names.length,
    numberOf(schema, "minProperties") ?? 0,
    numberOf(schema, "maxProperties") ?? Infinity,
  );
  return [
    ...missing(textsOf(schema, "required"), l10n.t("This field is required.")),
    ...dependent
      .filter(([name, needs]) => Object.hasOwn(data, name) && Array.isArray(needs))
      .flatMap(([name, needs]) =>
        missing(textsOf({ needs }, "needs"), l10n.t("This field is required together with {0}.", nameIn(schema, name))),
      ),
    ...[...dependent, ...Object.entries(nodeOf(schema, "dependentSchemas"))]
      .filter(([name, needs]) => Object.hasOwn(data, name) && !Array.isArray(needs))
      .flatMap(([, needs]) => inner(needs)),
    ...sentenceAt(path, count),
    ...names.flatMap((name) => {
      const fitting = patterns.filter(([pattern]) => fitsPattern(name, pattern)).map(([, part]) => part);
      const own = Object.hasOwn(properties, name) ? [properties[name], ...fitting] : fitting;
      const parts = own.length > 0 ? own : [schema["additionalProperties"]];
      return [
        ...inner(schema["propertyNames"], name, [...path, name]),
        ...parts.flatMap((part) => inner(part, data[name], [...path, name])),
      ];
    }),
  ];
}

/** No alternative fits, or more than one of those of which one may. */
function unionFaults(
  schema: SchemaNode,
  parts: readonly unknown[],
  path: Path,
  inner: Inner,
  isOne = false,
): readonly Found[] {
  const all = parts.map((part) => inner(part));
  const fitting = all.filter((faults) => faults.length === 0).length;
  if (parts.length === 0 || fitting === 1 || (fitting > 1 && !isOne)) {
    return [];
  }
  const wanted = parts.map((part) => (isNode(part) ? textsOf(part, "required") : []));
  const combinations = wanted.map((names) => formatList(names.map((name) => nameIn(schema, name)))).join("; ");
  const areCombinations =
    parts.every((part) => isNode(part) && part["properties"] === undefined) && wanted.every(({ length }) => length > 0);
  if (fitting > 1) {
    return sentenceAt(
      path,
      areCombinations
        ? l10n.t("Fill in only one of these: {0}.", combinations)
        : l10n.t("This matches more than one of the formats that the tool accepts. Change it to match only one."),
    );
  }
  if (areCombinations) {
    return sentenceAt(path, l10n.t("Fill in one of these: {0}.", combinations));
  }
  // The alternative that the data come closest to is the one that was meant.
  const cost = (faults: readonly Found[]): number =>
    faults.reduce((sum, { otherShape }) => sum + (otherShape === true ? 1000 : 1), 0);
  return all.reduce((best, faults) => (cost(faults) < cost(best) ? faults : best));
}

function notSentence(schema: SchemaNode, not: unknown): string {
  const names = isNode(not) ? textsOf(not, "required").map((name) => nameIn(schema, name)) : [];
  return names.length > 1
    ? l10n.t("These can't be combined: {0}.", formatList(names))
    : names.length === 1
      ? l10n.t("Leave this empty: {0}.", formatList(names))
      : ruleSentence("not", not);
}

function ruleSentence(keyword: string, rule: unknown): string {
  return l10n.t("This doesn't match what the tool expects: {0}", valueLabel({ [keyword]: rule }));
}

/** A property as its box is labelled. */
function nameIn(schema: SchemaNode, name: string): string {
  const property = nodeOf(schema, "properties")[name];
  return (isNode(property) ? textOf(property, "title") : undefined) ?? readableName(name);
}

/**
 * What in the data does not fit the schema: empty when everything does. Rules that it does not know
 * (`unevaluatedProperties`, references to other documents) are left to the server.
 */
export function schemaFaults(schema: unknown, data: unknown): readonly SchemaFault[] {
  return isNode(schema) ? new SchemaChecker(schema).check(schema, data, []) : [];
}
