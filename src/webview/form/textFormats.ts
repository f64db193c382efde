import * as l10n from "@vscode/l10n";
import type { TextFormat } from "./field";

/** `format` as schemas write it; names that are not here have no check and are ordinary text. */
const names: Readonly<Record<string, TextFormat>> = {
  email: "email",
  "idn-email": "email",
  uri: "uri",
  url: "uri",
  iri: "uri",
  date: "date",
  "date-time": "date-time",
  time: "time",
  uuid: "uuid",
  ipv4: "ipv4",
  ipv6: "ipv6",
  hostname: "hostname",
  duration: "duration",
};

/** The format of this name, or undefined. */
export function formatNamed(name: unknown): TextFormat | undefined {
  return typeof name === "string" && Object.hasOwn(names, name) ? names[name] : undefined;
}

/** The text as it is sent, or undefined when it is not of the format. */
export function normalText(format: TextFormat, text: string): string | undefined {
  const trimmed = text.trim();
  const fits = (form: RegExp): string | undefined => (form.test(trimmed) ? trimmed : undefined);
  switch (format) {
    case "email":
      return fits(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/);
    case "uri":
      return address(trimmed);
    case "uuid":
      return fits(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i);
    case "time":
      return fits(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i)?.replace(
        /^\d\d:\d\d(?!:)/,
        "$&:00",
      );
    case "date":
      return isDate(trimmed) ? trimmed : undefined;
    case "date-time":
      return dateTime(trimmed);
    case "ipv4":
      return fits(/^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/);
    case "ipv6":
      return trimmed.includes(":") && URL.canParse(`http://[${trimmed}]`) ? trimmed : undefined;
    case "hostname":
      return fits(/^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i);
    case "duration":
      return fits(/^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|\d+W)$/);
  }
}

/**
 * An address with a scheme (RFC 3986 §3). A browser also takes a scheme alone, such as `A:`, which names nothing.
 * Signs that no address may have are written as addresses write them (§2).
 */
function address(text: string): string | undefined {
  if (!URL.canParse(text) || /^[a-z][a-z\d+.-]*:$/i.test(text)) {
    return undefined;
  }
  return /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) ? text : new URL(text).href;
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
  return form[4] === undefined || form[2] === undefined ? inUtc(text) : text;
}

/** A moment as UTC, which every reader of the format takes. */
export function inUtc(text: string): string {
  return new Date(text).toISOString().replace(".000Z", "Z");
}

/** The sentence for a text that is not of the format. */
export function formatSentence(format: TextFormat): string {
  switch (format) {
    case "email":
      return l10n.t("Enter an email address, such as {0}.", "name@example.com");
    case "uri":
      return l10n.t("Enter a URL, such as {0}.", "https://example.com");
    case "uuid":
      return l10n.t("Enter a UUID, such as {0}.", "123e4567-e89b-42d3-a456-426614174000");
    case "date":
      return l10n.t("Enter a date, such as {0}.", "2026-03-31");
    case "time":
      return l10n.t("Enter a time, such as {0}.", "14:30:00");
    case "ipv4":
      return l10n.t("Enter an IP address, such as {0}.", "192.0.2.1");
    case "ipv6":
      return l10n.t("Enter an IP address, such as {0}.", "2001:db8::1");
    case "hostname":
      return l10n.t("Enter a host name, such as {0}.", "www.example.com");
    case "duration":
      return l10n.t("Enter a duration, such as {0}.", "P1DT2H");
    case "date-time":
      return l10n.t("Enter a date and time, such as {0}.", "2026-03-31T14:30");
  }
}
