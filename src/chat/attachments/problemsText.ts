/** A diagnostic, as far as it is sent. */
export interface Problem {
  readonly path: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  /** Who reports it, such as `ts`; may be empty. */
  readonly source: string;
  /** The rule or number; may be empty. */
  readonly code: string;
}

/** More say nothing that these do not. */
const LIMIT = 500;

const order: Readonly<Record<Problem["severity"], number>> = { error: 0, warning: 1, info: 2 };

/**
 * One line a problem, `path:line:column severity message (source code)`, the gravest first, at most
 * 500; the last line tells how many were left out. In English: an agent reads it.
 */
export function problemsText(problems: readonly Problem[]): string {
  const sorted = [...problems].sort(
    (a, b) =>
      order[a.severity] - order[b.severity] || compare(a.path, b.path) || a.line - b.line || a.column - b.column,
  );
  const lines = sorted.slice(0, LIMIT).map(lineOf);
  const left = problems.length - lines.length;
  return [...lines, ...(left > 0 ? [`… and ${left} more`] : [])].join("\n");
}

function lineOf({ path, line, column, severity, message, source, code }: Problem): string {
  const origin = [source, code].filter((word) => word !== "").join(" ");
  const oneLine = message.trim().replace(/\s*[\r\n]+\s*/g, " ");
  return `${path}:${line}:${column} ${severity} ${oneLine}${origin === "" ? "" : ` (${origin})`}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
