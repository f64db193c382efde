import * as l10n from "@vscode/l10n";
import { formatBytes, formatNumber } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";

/** Why something could not be attached, in sentences. `bytes` and `limit` are in bytes throughout. */

export function textTooLarge(name: string, bytes: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t(
      "{0} is too large ({1}). Text can be at most {2}. Attach a part of it instead.",
      name,
      formatBytes(bytes),
      formatBytes(limit),
    ),
  );
}

export function bytesTooLarge(name: string, bytes: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t(
      "{0} is too large ({1}). Images can be at most {2}. Make it smaller first.",
      name,
      formatBytes(bytes),
      formatBytes(limit),
    ),
  );
}

/** @param total bytes that the message would have */
export function doesNotFit(name: string, bytes: number, total: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t(
      "{0} ({1}) doesn't fit. The message would be {2}, and the limit is {3}. Remove something else first.",
      name,
      formatBytes(bytes),
      formatBytes(total),
      formatBytes(limit),
    ),
  );
}

export function messageTooLarge(bytes: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t(
      "The message with its attachments is {0}, and the limit is {1}. Shorten it or remove something.",
      formatBytes(bytes),
      formatBytes(limit),
    ),
  );
}

export function notAttachable(name: string): UserFacingError {
  return new UserFacingError(
    "notAttachable",
    l10n.t("Couldn't attach {0}, because it is neither text nor a PNG, JPEG, GIF, or WebP image.", name),
  );
}

export function isFolder(name: string): UserFacingError {
  return new UserFacingError("folder", l10n.t("{0} is a folder. Attach its files one by one.", name));
}

export function isEmptyFile(name: string): UserFacingError {
  return new UserFacingError("empty", l10n.t("{0} is empty, so there is nothing to attach.", name));
}

export function cannotRead(name: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    "unreadable",
    l10n.t("Couldn't read {0}. It may have been moved or deleted, or you may not have permission to open it.", name),
    [],
    { cause },
  );
}

/** @param limit how many at once */
export function tooMany(count: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooMany",
    l10n.t(
      "{0} files are too many at once. Only the first {1} were attached.",
      formatNumber(count),
      formatNumber(limit),
    ),
  );
}

/** What was chosen is not there any more, or never was: a closed editor, a selection that is gone. */
export function nothingThere(message: string): UserFacingError {
  return new UserFacingError("nothing", message);
}

/** Several refusals as one: a person reads the first reason and how many there are. */
export function oneRefusal(refusals: readonly UserFacingError[]): UserFacingError | undefined {
  const [first] = refusals;
  if (!first || refusals.length === 1) {
    return first;
  }
  return new UserFacingError(
    first.kind,
    l10n.t("Couldn't attach {0} items. The first: {1}", formatNumber(refusals.length), first.message),
    first.actions,
    { cause: first },
  );
}
