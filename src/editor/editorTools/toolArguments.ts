import { ToolRefusal } from "./toolRefusal";

type ValueType = "string" | "integer" | "boolean";

/** The JSON Schema of a tool's arguments, in the few words that are needed here. */
export interface ArgumentsSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, { readonly type: ValueType; readonly description: string }>>;
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
}

/** A schema from its properties; one whose name ends with `?` may be left out. */
export function schema(properties: Readonly<Record<string, readonly [ValueType, string]>>): ArgumentsSchema {
  const entries = Object.entries(properties);
  return {
    type: "object",
    properties: Object.fromEntries(
      entries.map(([name, [type, description]]) => [name.replace("?", ""), { type, description }]),
    ),
    required: entries.flatMap(([name]) => (name.endsWith("?") ? [] : [name])),
  };
}

/** @throws ToolRefusal that names every argument which does not fit */
export function readArguments({ properties, required }: ArgumentsSchema, given: unknown): ToolArguments {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ToolRefusal("The arguments are no JSON object.");
  }
  const values = given as Readonly<Record<string, unknown>>;
  const faults = Object.entries(properties).flatMap(([name, { type }]) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === null) {
      return required.includes(name) ? [`${name} is missing`] : [];
    }
    return fits(value, type) ? [] : [`${name} is no ${type}`];
  });
  if (faults.length > 0) {
    throw new ToolRefusal(`Wrong arguments: ${faults.join("; ")}.`);
  }
  return new ToolArguments(values);
}

function fits(value: unknown, type: ValueType): boolean {
  return type === "integer" ? Number.isSafeInteger(value) : typeof value === type;
}
