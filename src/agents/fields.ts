import * as l10n from "@vscode/l10n";

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

/**
 * Levels that a value of a server may have: VS Code's own channel to the panel breaks at 2,000
 * (docs/wire.md#vs-code-messages-to-a-panel).
 */
const MOST_LEVELS = 100;

/** True when objects and arrays stand inside one another deeper than anything a person could read. */
export function isDeep(value: unknown): boolean {
  let level: readonly object[] = isBranch(value) ? [value] : [];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= MOST_LEVELS) {
      return true;
    }
    level = level.flatMap((branch) => (Object.values(branch) as unknown[]).filter(isBranch));
  }
  return false;
}

/** The value, or its JSON as text when it is too deep to travel as it is. Never throws. */
export function shallow(value: unknown): unknown {
  if (!isDeep(value)) {
    return value;
  }
  try {
    return JSON.stringify(value);
  } catch {
    // Some ten thousand levels are more than the engine's own stack takes.
    return l10n.t("This value is nested too deeply to display.");
  }
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
