import { truncateGraphemes } from "../shared/truncateGraphemes";
import { utf8Length } from "../shared/bytes";

/** Bytes of a name without its ending; file systems take 255 of UTF-8, and some add an ending of their own. */
const longest = 180;
/** What some file system refuses or reads as something else: separators, wildcards, controls, direction marks. */
const unsafe = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** Names of devices on Windows, with any ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** Endings for what agents send most, when the name has none. */
const endings: Readonly<Record<string, string>> = {
  "application/json": ".json",
  "application/pdf": ".pdf",
  "application/zip": ".zip",
  "audio/mpeg": ".mp3",
  "audio/wav": ".wav",
  "image/gif": ".gif",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/svg+xml": ".svg",
  "image/webp": ".webp",
  "text/csv": ".csv",
  "text/html": ".html",
  "text/markdown": ".md",
  "text/plain": ".txt",
  "video/mp4": ".mp4",
};

/**
 * A file name that every file system takes and that leads into no folder, from whatever an agent called
 * it. The ending that the media type asks for is added when there is none.
 *
 * @param fallback the name, without ending, for what nothing is left of
 */
export function safeFileName(name: string, mediaType: string, fallback: string): string {
  const words = name.replace(unsafe, " ").replace(/\s+/g, " ");
  const clean = words.replace(/^[\s.]+|[\s.]+$/g, "").replace(devices, "_$&");
  const dot = clean.lastIndexOf(".");
  const own = dot > 0 && /^\.\w{1,10}$/.test(clean.slice(dot)) ? clean.slice(dot) : "";
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const known = Object.hasOwn(endings, type) ? (endings[type] ?? "") : "";
  const whole = own === "" ? clean : clean.slice(0, dot);
  const stem = truncateGraphemes(whole, longest, utf8Length).trim();
  return (stem === "" ? fallback : stem) + (own === "" ? known : own);
}
