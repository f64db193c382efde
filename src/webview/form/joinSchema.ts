import { isNode, listOf, lookUp, nodeOf, pick, type SchemaNode, textOf } from "./schemaNode";

/** A schema without detours: references followed, `allOf` joined, what offers a choice set aside. */
export interface JoinedSchema {
  /** The keywords that always hold. */
  readonly node: SchemaNode;
  /** Each `anyOf`, `oneOf` and list of types, without the alternatives that are `null`. */
  readonly unions: readonly (readonly unknown[])[];
  /** Schemas that hold under a condition: `then`, `else`, `dependentSchemas`. */
  readonly conditional: readonly SchemaNode[];
  readonly nullable: boolean;
  /** The `$ref`s that were followed. */
  readonly references: readonly string[];
}

const detours = new Set(["$ref", "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas", "$defs"]);

/** Keywords that say nothing about the value. */
const words = new Set([
  "title",
  "description",
  "default",
  "definitions",
  "discriminator",
  "$schema",
  "$id",
  "nullable",
]);

/** Gathers what holds for one value. */
class SchemaJoiner {
  readonly conditional: SchemaNode[] = [];
  readonly references: string[] = [];
  private readonly parts: SchemaNode[] = [];
  private readonly unions: (readonly unknown[])[] = [];
  private isNullable = false;

  constructor(private readonly root: unknown) {}

  add(part: unknown): void {
    if (!isNode(part)) {
      return;
    }
    const reference = textOf(part, "$ref");
    if (reference !== undefined && !this.references.includes(reference)) {
      this.references.push(reference);
      const target = lookUp(this.root, reference);
      // What is not here cannot be shown: a type that nobody knows becomes JSON.
      this.add(isNode(target) ? target : { type: reference });
    }
    listOf(part, "allOf").forEach((inner) => this.add(inner));
    this.addUnion(listOf(part, "anyOf"));
    this.addUnion(listOf(part, "oneOf"));
    const dependent = ["dependentSchemas", "dependencies"].flatMap((keyword) => Object.values(nodeOf(part, keyword)));
    this.conditional.push(...[part["then"], part["else"], ...dependent].filter(isNode));
    this.parts.push(pick(part, (keyword) => !detours.has(keyword)));
  }

  /** A union of which only one alternative is left is no union. */
  private addUnion(alternatives: readonly unknown[]): void {
    const wanted = this.notNull(alternatives, (part) => isNull(this.root, part));
    if (wanted.length > 1) {
      this.unions.push(wanted);
    } else if (alternatives.length > 0) {
      this.add(wanted.length === 1 ? wanted[0] : { type: "null" });
    }
  }

  private notNull(alternatives: readonly unknown[], is: (part: unknown) => boolean): readonly unknown[] {
    const wanted = alternatives.filter((part) => !is(part));
    this.isNullable ||= wanted.length < alternatives.length;
    return wanted;
  }

  /** Takes a list of types for a union, too. */
  joined(): JoinedSchema {
    const { type: types, ...rest } = this.parts.reduce(joined, {});
    const wanted = Array.isArray(types) ? this.notNull(types, (type) => type === "null") : [types];
    const alternatives = wanted.map((type) => ({ ...withoutWords(rest), type }));
    const [type = "null"] = wanted;
    return {
      node: wanted.length > 1 || types === undefined ? rest : { ...rest, type },
      unions: wanted.length > 1 ? [...this.unions, alternatives] : this.unions,
      conditional: this.conditional,
      nullable: this.isNullable || rest["nullable"] === true,
      references: this.references,
    };
  }
}

/**
 * Joins everything that holds for one value at once. Of keywords that two parts have, the outer one
 * counts; properties and required names are joined. The whole schema is checked again before anything is
 * sent, so a rule that gets lost here is one that no box shows, not one that nobody keeps.
 * @param root where `$ref` looks (`#/$defs/Address`)
 */
export function joinSchema(root: unknown, schema: SchemaNode): JoinedSchema {
  const joiner = new SchemaJoiner(root);
  joiner.add(schema);
  return joiner.joined();
}

/** The keywords that say something about the value. */
export function withoutWords(node: SchemaNode): SchemaNode {
  return pick(node, (keyword) => !words.has(keyword));
}

function joined(before: SchemaNode, node: SchemaNode): SchemaNode {
  const [one, other] = [nodeOf(before, "properties"), nodeOf(node, "properties")];
  const properties = Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => [
      name,
      Object.hasOwn(one, name) && Object.hasOwn(other, name)
        ? { allOf: [one[name], other[name]] }
        : Object.hasOwn(other, name)
          ? other[name]
          : one[name],
    ]),
  );
  const required = [...listOf(before, "required"), ...listOf(node, "required")];
  return {
    ...before,
    ...node,
    ...(isNode(before["properties"]) || isNode(node["properties"]) ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function isNull(root: unknown, schema: unknown): boolean {
  const reference = isNode(schema) ? textOf(schema, "$ref") : undefined;
  const node = reference === undefined ? schema : lookUp(root, reference);
  return (
    isNode(node) && (node["type"] === "null" || node["const"] === null || JSON.stringify(node["enum"]) === "[null]")
  );
}
