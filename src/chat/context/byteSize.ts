import * as l10n from "@vscode/l10n";

/**
 * A size for people: "840 bytes", "12.3 KB", "4.4 MB". Decimal units, as the servers' limits are given.
 *
 * @param bytes a whole number, not negative
 */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) {
    return l10n.t("{0} bytes", bytes);
  }
  // What would round to 1000.0 KB is said in MB.
  return bytes < 999_950
    ? l10n.t("{0} KB", oneDecimal(bytes / 1_000))
    : l10n.t("{0} MB", oneDecimal(bytes / 1_000_000));
}

function oneDecimal(value: number): string {
  return value.toFixed(1);
}

/** Bytes of a text in UTF-8, which is what ends up in the request. */
export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
