import type { Field } from "./field";
import type { FieldPosition } from "./schemaNode";

/** What reads the parts of a schema while its whole is read. */
export interface Reader {
  /** The whole schema, in which `$ref` looks. */
  readonly root: unknown;
  read(schema: unknown, place: FieldPosition): Field;
  /** Throws when this many fields are more than a form has room for. */
  count(fields: number): void;
}
