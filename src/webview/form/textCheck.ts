import * as l10n from "@vscode/l10n";
import { formatNumber } from "../../shared/formats";
import type { TextField, TextFormat } from "./field";
import { fitsPattern } from "./pattern";
import type { Checked } from "./checked";

/** Reads a typed text against its field's format, length and pattern. */
export function checkText(field: TextField, text: string): Checked {
  const data = field.format === undefined ? text : normal(field.format, text);
  if (data === undefined) {
    return { wrong: formatSentence(field.format) };
  }
  // JSON Schema counts code points, not UTF-16 units (validation §6.3.1).
  const length = Array.from(data).length;
  if (field.minLength !== undefined && length < field.minLength) {
    return { wrong: l10n.t("This is too short: the number of characters must be {0} or more.", formatNumber(field.minLength)) };
  }
  if (field.maxLength !== undefined && length > field.maxLength) {
    return { wrong: l10n.t("This is too long: the number of characters must be {0} or less.", formatNumber(field.maxLength)) };
  }
  // A format's own pattern says nothing that its check does not say in better words.
  if (field.pattern !== undefined && field.format === undefined && !fitsPattern(data, field.pattern)) {
    return { wrong: l10n.t("This does not have the form that the tool expects: {0}", field.pattern) };
  }
  return { data };
}

/** The text as it is sent, or undefined when it is not of the format. */
function normal(format: TextFormat, text: string): string | undefined {
  const trimmed = text.trim();
  switch (format) {
    case "email":
      return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed) ? trimmed : undefined;
    case "uri":
      return URL.canParse(trimmed) ? trimmed : undefined;
    case "uuid":
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(trimmed) ? trimmed : undefined;
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.test(trimmed) ? trimmed : undefined;
    case "date":
      return isDate(trimmed) ? trimmed : undefined;
    case "date-time":
      return dateTime(trimmed);
  }
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  // `Date` turns 31 February into a day of March.
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A moment with its zone (RFC 3339 §5.6); without one the reader's own is meant, and sent as UTC. */
function dateTime(text: string): string | undefined {
  const form = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.exec(text);
  const moment = new Date(text);
  if (form === null || !isDate(form[1] ?? "") || Number.isNaN(moment.getTime())) {
    return undefined;
  }
  return form[4] === undefined ? moment.toISOString().replace(".000Z", "Z") : text;
}

function formatSentence(format: TextFormat | undefined): string {
  switch (format) {
    case "email":
      return l10n.t("This is not an e-mail address. It looks like {0}.", "name@example.com");
    case "uri":
      return l10n.t("This is not an address. It looks like {0}.", "https://example.com");
    case "uuid":
      return l10n.t("This is not a UUID. It looks like {0}.", "123e4567-e89b-42d3-a456-426614174000");
    case "date":
      return l10n.t("This is not a date. It looks like {0}.", "2026-03-31");
    case "time":
      return l10n.t("This is not a time. It looks like {0}.", "14:30:00");
    default:
      return l10n.t("This is not a date with a time. It looks like {0}.", "2026-03-31T14:30");
  }
}
