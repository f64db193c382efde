import * as l10n from "@vscode/l10n";
import { formatDateTime, formatLanguage } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";
import { type Identity, identityOf, readJwtClaims } from "../clerk/jwt";

/** A token that a person pasted; the server verifies it, nobody here. */
export interface PastedToken {
  readonly accessToken: string;
  readonly identity: Identity;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/**
 * Reads what a person pasted: a JWT, such as one of a Clerk JWT template, with or without "Bearer".
 *
 * @param now milliseconds since the epoch
 * @throws UserFacingError with the reason, when it cannot work; the token itself is in no sentence
 */
export function parsePastedToken(text: string, now: number): PastedToken {
  const accessToken = text.trim().replace(/^Bearer\s+/i, "");
  const known = refusalByPrefix(accessToken);
  if (known !== undefined) {
    throw known;
  }
  const claims = readJwtClaims(accessToken);
  if (claims === undefined) {
    throw refusal(
      "notJwt",
      l10n.t(
        "This isn't a JWT. Paste a token that has three parts separated by dots, such as one from a Clerk JWT template.",
      ),
    );
  }
  const identity = identityOf(claims);
  if (identity === undefined) {
    throw refusal(
      "noSubject",
      l10n.t("This token doesn't name a user (it has no “sub”). Paste one that Clerk issued to a user."),
    );
  }
  if (claims.exp === undefined) {
    throw refusal(
      "noExpiry",
      l10n.t("This token doesn't say when it expires (it has no “exp”). Paste one that Clerk issued."),
    );
  }
  const expiresAt = claims.exp * 1000;
  if (expiresAt <= now) {
    const when = formatDateTime(expiresAt);
    throw refusal("expired", l10n.t("This token expired at {0}. Paste a new one.", when));
  }
  return { accessToken, identity, expiresAt };
}

/**
 * "in 59 minutes", for a sentence that says "expires".
 *
 * @param expiresAt milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function expiresIn(expiresAt: number, now: number): string {
  const seconds = Math.max(0, Math.floor((expiresAt - now) / 1000));
  const format = new Intl.RelativeTimeFormat(formatLanguage(), { numeric: "always" });
  if (seconds < 60) {
    return format.format(seconds, "second");
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return format.format(minutes, "minute");
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? format.format(hours, "hour") : format.format(Math.floor(hours / 24), "day");
}

// Clerk's prefixes (docs/wire.md#clerk-access-tokens): each of these is refused by MastraAuthClerk.
function refusalByPrefix(token: string): UserFacingError | undefined {
  if (token === "") {
    return refusal("empty", l10n.t("Paste a token."));
  }
  switch (/^(oat|ak|sk|pk|mt|ort|rt)_/.exec(token)?.[1]) {
    case "oat":
      return refusal(
        "opaqueToken",
        l10n.t(
          "This is an opaque OAuth access token (oat_…), which a Mastra server can't check. Turn on “Generate access tokens as JWTs” in the Clerk Dashboard (OAuth applications → Settings), then get a new token.",
        ),
      );
    case "ak":
      return refusal(
        "apiKey",
        l10n.t("This is a Clerk API key (ak_…), which a Mastra server doesn't accept. Paste a user's JWT instead."),
      );
    case "sk":
      return refusal(
        "secretKey",
        l10n.t(
          "This is a secret key (sk_…). It controls the whole Clerk instance and must never be pasted anywhere. Rotate it in the Clerk Dashboard, and paste a user's JWT instead.",
        ),
      );
    case "pk":
      return refusal(
        "publishableKey",
        l10n.t(
          "This is a publishable key (pk_…), not a token. It belongs in the setting agentChat.clerk.publishableKey. Paste a user's JWT here.",
        ),
      );
    case "mt":
      return refusal(
        "machineToken",
        l10n.t("This is an opaque machine token (mt_…), which doesn't belong to a user. Paste a user's JWT instead."),
      );
    case "ort":
    case "rt":
      return refusal(
        "refreshToken",
        l10n.t("This is a refresh token, which only Clerk accepts. Paste the access token (a JWT) instead."),
      );
    default:
      return undefined;
  }
}

function refusal(kind: string, message: string): UserFacingError {
  return new UserFacingError(kind, message, ["pasteToken"]);
}
