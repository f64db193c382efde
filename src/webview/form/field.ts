/**
 * A form as data: what a JSON Schema asks for, in the few shapes that a person can fill in. Everything
 * else is a `json` field, so that no schema leaves a person without a way to answer.
 */

interface Common {
  /** The schema's title, or its property's name made readable. */
  readonly label: string;
  /** In the schema's words; may be empty. */
  readonly description: string;
  /** False when it may be left out. */
  readonly required: boolean;
  /** True when `null` is an answer. */
  readonly nullable: boolean;
  /** The schema's `default`, as data; there is none when the name is missing. */
  readonly initial?: unknown;
}

/** Formats that have a check of their own (JSON Schema 2020-12, validation §7.3). */
export type TextFormat =
  "email" | "uri" | "date" | "date-time" | "time" | "uuid" | "ipv4" | "ipv6" | "hostname" | "duration";

export interface TextField extends Common {
  readonly kind: "text";
  readonly format?: TextFormat;
  /** Characters, counted as code points (JSON Schema validation §6.3). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** An ECMAScript pattern, as the schema has it. */
  readonly pattern?: string;
  /** True when what is typed must not be readable over a shoulder. */
  readonly secret: boolean;
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

export interface BooleanField extends Common {
  readonly kind: "boolean";
}

export interface Option {
  readonly label: string;
  readonly value: unknown;
}

/** One of several fixed values. */
export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly options: readonly Option[];
}

/** A value that cannot be another one; it is sent and not shown. */
export interface ConstField extends Common {
  readonly kind: "const";
  readonly value: unknown;
}

export interface GroupEntry {
  /** Undefined for a field whose own properties are those of the group: a union beside properties, a record. */
  readonly name: string | undefined;
  readonly field: Field;
}

/** Fields that stand together: the properties of an object, or the places of a tuple. */
export interface GroupField extends Common {
  readonly kind: "group";
  readonly shape: "object" | "tuple";
  readonly entries: readonly GroupEntry[];
}

/** Any number of entries of one kind; those of a record are groups of a name and a value. */
export interface ListField extends Common {
  readonly kind: "list";
  readonly shape: "list" | "record";
  readonly item: Field;
  readonly minItems: number;
  readonly maxItems: number;
  readonly unique: boolean;
}

/** One of several shapes; a person picks which. */
export interface VariantField extends Common {
  readonly kind: "variant";
  readonly variants: readonly Field[];
}

/** Anything else, written as JSON. */
export interface JsonField extends Common {
  readonly kind: "json";
  /** One sentence: why there are no boxes to fill in. */
  readonly why: string;
  /** True when a part of what is written here is a secret. */
  readonly secret: boolean;
}

export type Field =
  TextField | NumberField | BooleanField | ChoiceField | ConstField | GroupField | ListField | VariantField | JsonField;

/** True when anything in the form is a secret, which must not be written anywhere. */
export function asksForSecret(field: Field): boolean {
  switch (field.kind) {
    case "text":
    case "json":
      return field.secret;
    case "group":
      return field.entries.some((entry) => asksForSecret(entry.field));
    case "list":
      return asksForSecret(field.item);
    case "variant":
      return field.variants.some(asksForSecret);
    default:
      return false;
  }
}
