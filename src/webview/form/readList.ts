import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { Field, GroupEntry, ListField } from "./field";
import type { Reader } from "./reader";
import { commonOf, type FieldPosition, isNode, listOf, numberOf, type SchemaNode } from "./schemaNode";

/** Reads a schema for a list or a tuple; undefined for any other. */
export function readList(reader: Reader, node: SchemaNode, place: FieldPosition): Field | undefined {
  const type = node["type"];
  if (type !== undefined && type !== "array") {
    return undefined;
  }
  const { items } = node;
  // Draft 7 wrote the places of a tuple as `items`.
  const places = [...listOf(node, "prefixItems"), ...listOf(node, "items")];
  if (places.length > 0) {
    return tuple(reader, node, places, Array.isArray(items) ? node["additionalItems"] : items, place);
  }
  return isNode(items) ? list(reader, node, items, place) : undefined;
}

function list(reader: Reader, node: SchemaNode, items: unknown, place: FieldPosition): ListField {
  reader.count(listOf(node, "default").length);
  return {
    kind: "list",
    shape: "list",
    ...commonOf(node, place),
    item: reader.read(items, entryPlace(place, l10n.t("Entry"))),
    minItems: numberOf(node, "minItems") ?? 0,
    maxItems: numberOf(node, "maxItems") ?? Infinity,
    unique: node["uniqueItems"] === true,
  };
}

function entryPlace(place: FieldPosition, label: string, required = true): FieldPosition {
  return { label, required, depth: place.depth + 1, references: place.references };
}

/** Places above `minItems` may be left out, from the end; without it all of them are wanted, as zod means it. */
function tuple(
  reader: Reader,
  node: SchemaNode,
  places: readonly unknown[],
  rest: unknown,
  place: FieldPosition,
): Field {
  reader.count(places.length);
  const wanted = numberOf(node, "minItems") ?? places.length;
  const entries: GroupEntry[] = places.map((schema, index) => ({
    name: `${index}`,
    field: reader.read(schema, entryPlace(place, l10n.t("Entry {0}", formatNumber(index + 1)), index < wanted)),
  }));
  if (isNode(rest)) {
    const more = list(reader, { items: rest }, rest, entryPlace(place, l10n.t("More entries"), false));
    const count = places.length;
    entries.push({
      name: undefined,
      field: {
        ...more,
        minItems: Math.max(0, wanted - count),
        maxItems: (numberOf(node, "maxItems") ?? Infinity) - count,
      },
    });
  }
  return { kind: "group", shape: "tuple", ...commonOf(node, place), entries };
}
