import * as l10n from "@vscode/l10n";
import { formatBytes, formatNumber } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";

/** Why something could not be attached, in sentences. `bytes` and `limit` are in bytes throughout. */

export function textTooLarge(name: string, bytes: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooLarge",
    l10n.t(
      "{0} is too large ({1}): a text may have at most {2}. Attach a part of it instead.",
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
      "{0} is too large ({1}): an image may have at most {2}. Make it smaller first.",
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
      "{0} ({1}) does not fit: the message would have {2}, and at most {3} can be sent. Remove something else first.",
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
      "The message with everything attached has {0}; at most {1} can be sent. Shorten it or remove something.",
      formatBytes(bytes),
      formatBytes(limit),
    ),
  );
}

export function notAttachable(name: string): UserFacingError {
  return new UserFacingError(
    "notAttachable",
    l10n.t("{0} is neither text nor a PNG, JPEG, GIF or WebP image, so it cannot be attached.", name),
  );
}

export function isFolder(name: string): UserFacingError {
  return new UserFacingError("folder", l10n.t("{0} is a folder. Attach files of it one by one.", name));
}

export function isEmptyFile(name: string): UserFacingError {
  return new UserFacingError("empty", l10n.t("{0} is empty, so there is nothing to attach.", name));
}

export function cannotRead(name: string, cause?: unknown): UserFacingError {
  return new UserFacingError(
    "unreadable",
    l10n.t("{0} cannot be read: it may have been moved or deleted, or you may not open it.", name),
    [],
    { cause },
  );
}

/** @param limit how many at once */
export function tooMany(count: number, limit: number): UserFacingError {
  return new UserFacingError(
    "tooMany",
    l10n.t(
      "{0} files at once are too many: only the first {1} were attached.",
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
    l10n.t("{0} things could not be attached. The first: {1}", formatNumber(refusals.length), first.message),
    first.actions,
    { cause: first },
  );
}
