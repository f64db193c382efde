/** An object whose fields may hold anything, as it comes from a server. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/** The value's fields; none when it is no object. */
export function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : NONE;
}

/** The value, or empty when it is no string. */
export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The value's elements; none when it is no array. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/**
 * Milliseconds since the epoch of an ISO 8601 text or of such a number.
 *
 * @returns 0 for anything else
 */
export function instant(value: unknown): number {
  const time = typeof value === "number" ? value : Date.parse(text(value));
  return Number.isFinite(time) ? time : 0;
}
