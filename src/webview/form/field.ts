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
}

/** Formats that have a check and a keyboard of their own (JSON Schema 2020-12, validation §7.3). */
export type TextFormat = "email" | "uri" | "date" | "date-time" | "time" | "uuid";

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
  readonly initial: string;
}

export interface NumberField extends Common {
  readonly kind: "number";
  readonly integer: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly initial: string;
}

export interface BooleanField extends Common {
  readonly kind: "boolean";
  readonly initial: boolean | null;
}

export interface Option {
  readonly label: string;
  readonly value: unknown;
}

/** One of several fixed values. */
export interface ChoiceField extends Common {
  readonly kind: "choice";
  readonly options: readonly Option[];
  /** Index of an option as text, or empty. */
  readonly initial: string;
}

/** A value that cannot be another one; it is sent and not shown. */
interface ConstField extends Common {
  readonly kind: "const";
  readonly value: unknown;
}

export interface GroupField extends Common {
  readonly kind: "group";
  readonly entries: readonly { readonly name: string; readonly field: Field }[];
}

export interface ListField extends Common {
  readonly kind: "list";
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
  readonly initial: string;
}

export type Field =
  TextField | NumberField | BooleanField | ChoiceField | ConstField | GroupField | ListField | VariantField | JsonField;

/** True when anything in the form is a secret, which must not be written anywhere. */
export function asksForSecret(field: Field): boolean {
  switch (field.kind) {
    case "text":
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
