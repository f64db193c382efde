import { ToolRefusal } from "./toolRefusal";

/** Faults that are named. */
const MOST_FAULTS = 20;

type ValueType = "string" | "integer" | "boolean";

interface ValueSchema {
  readonly type: ValueType | "array";
  readonly description: string;
  /** Of a list's entries. */
  readonly items?: ArgumentsSchema;
}

/** The JSON Schema of a tool's arguments, in the few words that are needed here. */
export interface ArgumentsSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, ValueSchema>>;
  readonly required: readonly string[];
}

/** Arguments that fit their schema. */
export class ToolArguments {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** @returns the fallback when the agent has left it out */
  text(name: string, fallback = ""): string {
    const value = this.values[name];
    return typeof value === "string" ? value : fallback;
  }

  /** @returns undefined when the agent has left it out */
  number(name: string): number | undefined {
    const value = this.values[name];
    return typeof value === "number" ? value : undefined;
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** The entries of a list. */
  list(name: string): readonly ToolArguments[] {
    const value = this.values[name];
    return Array.isArray(value)
      ? value.map((entry) => new ToolArguments(entry as Readonly<Record<string, unknown>>))
      : [];
  }
}

/** A schema from its properties; one whose name ends with `?` may be left out, one with a schema is a list of such. */
export function schema(
  properties: Readonly<Record<string, readonly [ValueType | ArgumentsSchema, string]>>,
): ArgumentsSchema {
  const entries = Object.entries(properties);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, [type, description]]) => [
        name.replace("?", ""),
        typeof type === "string" ? { type, description } : { type: "array", description, items: type },
      ]),
    ),
    required: entries.flatMap(([name]) => (name.endsWith("?") ? [] : [name])),
  };
}

/** @throws ToolRefusal that names every argument which does not fit */
export function readArguments(expected: ArgumentsSchema, given: unknown): ToolArguments {
  if (!isObject(given)) {
    throw new ToolRefusal("The arguments are no JSON object.");
  }
  const faults = faultsOf(expected, given, "");
  if (faults.length > 0) {
    throw new ToolRefusal(`Wrong arguments: ${faults.slice(0, MOST_FAULTS).join("; ")}.`);
  }
  return new ToolArguments(given);
}

function faultsOf({ properties, required }: ArgumentsSchema, values: object, inside: string): readonly string[] {
  return Object.entries(properties).flatMap(([name, { type, items }]) => {
    const value: unknown = Object.hasOwn(values, name) ? Reflect.get(values, name) : undefined;
    if (value === undefined || value === null) {
      return required.includes(name) ? [`${inside}${name} is missing`] : [];
    }
    if (items !== undefined && Array.isArray(value)) {
      return value.flatMap((entry: unknown, index) =>
        isObject(entry)
          ? faultsOf(items, entry, `${inside}${name}[${index}].`)
          : [`${inside}${name}[${index}] is no JSON object`],
      );
    }
    return fits(value, type) ? [] : [`${inside}${name} is no ${type}`];
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fits(value: unknown, type: ValueSchema["type"]): boolean {
  return type === "integer" ? Number.isSafeInteger(value) : typeof value === type;
}
