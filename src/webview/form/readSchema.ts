import * as l10n from "@vscode/l10n";
import type { Field } from "./field";
import { joinSchema } from "./joinSchema";
import { readLeaf } from "./readLeaf";
import { readList } from "./readList";
import { readObject } from "./readObject";
import { readFixed, readUnion } from "./readUnion";
import { commonOf, type FieldPosition, isNode, jsonField, type SchemaNode } from "./schemaNode";

/** Fields above which a form helps nobody; a text box does. */
const mostFields = 200;
const deepest = 8;

class TooLarge extends Error {}

/** Reads one schema; counts what it makes. */
class SchemaReader {
  private left = mostFields;

  /** @param repeats how often a `$ref` may come again inside of itself */
  constructor(
    readonly root: unknown,
    private readonly repeats: number,
  ) {}

  /** @throws TooLarge when the form would have too many fields */
  count(fields: number): void {
    if (fields > this.left) {
      throw new TooLarge();
    }
  }

  /** @throws TooLarge when the form would have too many fields */
  read(schema: unknown, place: FieldPosition): Field {
    this.count(1);
    this.left -= 1;
    if (!isNode(schema)) {
      return jsonField(schema, place, l10n.t("The tool accepts any value here, so enter it as JSON."));
    }
    const { references, ...joined } = joinSchema(this.root, schema);
    const here = {
      ...commonOf(joined.node, place),
      depth: place.depth,
      nullable: place.nullable === true || joined.nullable,
    };
    const seen = [...place.references, ...references];
    if (references.some((reference) => seen.filter((each) => each === reference).length > this.repeats + 1)) {
      return jsonField(
        { ...schema, default: joined.node["default"] },
        here,
        l10n.t("This part repeats inside itself, so enter it as JSON."),
      );
    }
    if (place.depth >= deepest) {
      return jsonField(
        { ...schema, default: joined.node["default"] },
        here,
        l10n.t("This is nested too deeply for a form, so enter it as JSON."),
      );
    }
    return this.readJoined(joined.node, joined, { ...here, references: seen });
  }

  private readJoined(
    node: SchemaNode,
    joined: Pick<ReturnType<typeof joinSchema>, "unions" | "conditional">,
    place: FieldPosition,
  ): Field {
    return (
      readFixed(node, place) ??
      readObject(this, node, joined, place) ??
      readUnion(this, node, joined.unions, place) ??
      readLeaf(node, place) ??
      readList(this, node, place) ??
      jsonField(node, place)
    );
  }
}

/**
 * The form for a JSON Schema as zod and its like write it (draft 4 to 2020-12 and OpenAPI 3, local
 * `$ref`). Never throws: what is no schema, or is too large to fill in, becomes one JSON field that says why.
 */
export function readSchema(schema: unknown): Field {
  const place: FieldPosition = { label: l10n.t("Input"), required: true, depth: 0, references: ["#"] };
  if (!isNode(schema)) {
    return jsonField(schema, place, l10n.t("The tool didn't describe its input, so enter it as JSON."));
  }
  // What repeats itself is shown a few levels deep, if there is room for it.
  for (const repeats of [2, 1, 0]) {
    try {
      return new SchemaReader(schema, repeats).read(schema, place);
    } catch (error) {
      if (!(error instanceof TooLarge)) {
        throw error;
      }
    }
  }
  return jsonField(
    schema,
    place,
    l10n.t("The tool asks for more fields than a form can show, so enter its input as JSON."),
  );
}
