import { terminalText } from "../shared/terminalText";
import type { ProgressNote } from "../shared/transcript";
import type { FileChunk } from "./chunk";
import { fields, type Fields, shallow, text } from "./fields";

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,/;

/**
 * Reads a file as a stream or the server's memory holds it: bare base64, a `data:` URL or an address
 * (docs/wire.md#mastra-the-stream). An address that is not https is not kept: it would be a link into nowhere, or
 * worse.
 *
 * @returns undefined when there are neither bytes nor such an address
 */
export function fileChunk(value: unknown): FileChunk | undefined {
  const { data, base64, url, mimeType, mediaType, filename } = fields(value);
  const source = text(base64) || text(data) || text(url);
  const named = { type: "file" as const, name: text(filename), mediaType: text(mimeType) || text(mediaType) };
  const head = DATA_URL.exec(source.slice(0, 300));
  if (head) {
    return { ...named, mediaType: named.mediaType || (head[1] ?? ""), base64: source.slice(head[0].length) };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(source.slice(0, 40))) {
    return source.startsWith("https://") ? { ...named, url: source } : undefined;
  }
  return source === "" ? undefined : { ...named, base64: source };
}

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
 * such reports: these are the names that tools use (docs/wire.md#mastra-the-stream).
 */
export function progressNote(report: unknown): ProgressNote {
  if (typeof report === "string") {
    return report.length <= MAX_LABEL
      ? { label: terminalText(report) }
      : { label: `${terminalText(report.slice(0, MAX_LABEL))}…`, value: report };
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
    return label === "" ? "" : `${terminalText(label.slice(0, MAX_LABEL))}…`;
  }
  read.add(key);
  return terminalText(label);
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
