/**
 * Names and values of a JSON value, one a line, in the order in which a reader sees them. It walks
 * without recursion: what tools send may be nested deeper than the stack.
 */
export function valueText(value: unknown): string {
  const lines: string[] = [];
  const waiting: unknown[] = [value];
  const seen = new Set<object>();
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === "string") {
      lines.push(next);
    } else if (typeof next === "number" || typeof next === "boolean" || typeof next === "bigint") {
      lines.push(String(next));
    } else if (typeof next === "object" && next !== null && !seen.has(next)) {
      seen.add(next);
      const inner: unknown[] = Array.isArray(next) ? next : Object.entries(next).flat();
      for (let index = inner.length - 1; index >= 0; index--) {
        waiting.push(inner[index]);
      }
    }
  }
  return lines.join("\n");
}
