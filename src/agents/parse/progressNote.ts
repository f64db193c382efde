import type { ProgressNote } from "../../shared/transcript";
import { fields, type Fields, text } from "./fields";
import { shallow } from "./shallow";

const LABELS = ["label", "message", "status", "step", "title", "text"] as const;
const PERCENTS = ["percent", "percentage", "pct"] as const;
const COUNTS = [
  ["completedCount", "totalCount"],
  ["completed", "total"],
  ["current", "total"],
  ["done", "total"],
  ["loaded", "total"],
] as const;
const MAX_LABEL = 300;

/**
 * What a running tool reported, as words and a share where the report has them. There is no rule for
 * such reports: these are the names that tools use (facts/mastra.md §5).
 */
export function progressNote(report: unknown): ProgressNote {
  if (typeof report === "string") {
    return report.length <= MAX_LABEL ? { label: report } : { label: `${report.slice(0, MAX_LABEL)}…`, value: report };
  }
  if (typeof report !== "object" || report === null) {
    return { label: typeof report === "number" || typeof report === "boolean" ? String(report) : "" };
  }
  const read = new Set<string>();
  const values = fields(report);
  const label = labelOf(values, read);
  const percent = percentOf(values, read);
  const rest = Array.isArray(report) || Object.keys(values).some((key) => !read.has(key));
  return {
    label,
    ...(percent === undefined ? {} : { percent }),
    ...(rest ? { value: shallow(report) } : {}),
  };
}

function labelOf(values: Fields, read: Set<string>): string {
  const key = LABELS.find((name) => text(values[name]).trim() !== "" || typeof values[name] === "number");
  const label = key === undefined ? "" : String(values[key]);
  if (key === undefined || label.length > MAX_LABEL) {
    return label === "" ? "" : `${label.slice(0, MAX_LABEL)}…`;
  }
  read.add(key);
  return label;
}

function percentOf(values: Fields, read: Set<string>): number | undefined {
  for (const key of PERCENTS) {
    const share = values[key];
    if (typeof share === "number" && Number.isFinite(share)) {
      read.add(key);
      return clamped(share);
    }
  }
  const share = values["progress"];
  if (typeof share === "number" && Number.isFinite(share)) {
    read.add("progress");
    // A fraction and a percentage are both called progress; a fraction is never over 1.
    return clamped(share <= 1 ? share * 100 : share);
  }
  for (const [part, whole] of COUNTS) {
    const [count, total] = [values[part], values[whole]];
    if (typeof count === "number" && typeof total === "number" && total > 0 && Number.isFinite(count / total)) {
      return clamped((count / total) * 100);
    }
  }
  return undefined;
}

function clamped(percent: number): number {
  return Math.min(100, Math.max(0, Math.round(percent)));
}
