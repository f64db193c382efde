import type { JsonField } from "./field";
import { textOf, type SchemaNode } from "./schemaNode";

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
