import assert from "node:assert/strict";
import type { Field } from "../../../src/webview/form/field";
import { readSchema } from "../../../src/webview/form/readSchema";

/** The fields of a group by name, each as its kind. */
export function kinds(field: Field): Record<string, string> {
  assert.ok(field.kind === "group", field.kind);
  return Object.fromEntries(field.entries.map((entry) => [entry.name, entry.field.kind]));
}

/** The field of a property. */
export function fieldOf(schema: unknown, name: string): Field {
  const root = readSchema(schema);
  const found = root.kind === "group" ? root.entries.find((entry) => entry.name === name)?.field : undefined;
  assert.ok(found, `no field ${name}`);
  return found;
}
