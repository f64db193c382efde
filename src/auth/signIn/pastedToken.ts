import * as l10n from "@vscode/l10n";
import { utf8 } from "../../shared/bytes";
import { formatDateTime, formatLanguage } from "../../shared/formats";
import { UserFacingError } from "../../shared/userFacingError";
import { type Identity, identityOf, readJwtClaims } from "../clerk/jwt";
import { NAMELESS, NO_END } from "../session/clerkSession";

/** What a token says of itself; the server verifies it, nobody here. */
export interface TokenDetails {
  readonly accessToken: string;
  /** Undefined when it names nobody, as a token of Mastra's `SimpleAuth`. */
  readonly identity: Identity | undefined;
  /** Milliseconds since the epoch; `NO_END` when it says no end. */
  readonly expiresAt: number;
}

/** A token that a person pasted. */
export interface PastedToken extends TokenDetails {
  readonly identity: Identity;
}

/** What may stand behind `Bearer` (RFC 6750 §2.1). */
const BEARER_TOKEN = /^[\w.~+/-]+=*$/;

/**
 * Reads what a person pasted, with or without "Bearer": a JWT, such as one of a Clerk JWT template, or any other token
 * that a Mastra server may have been told to accept (docs/wire.md#mastra-tokens-of-another-kind).
 *
 * @param now milliseconds since the epoch
 * @throws UserFacingError with the reason, when it cannot work; the token itself is in no sentence
 */
export function readPastedToken(text: string, now: number): TokenDetails {
  const accessToken = text.trim().replace(/^Bearer(?:\s+|$)/i, "");
  const known = refusalByPrefix(accessToken);
  if (known !== undefined) {
    throw known;
  }
  if (!BEARER_TOKEN.test(accessToken)) {
    throw refusal(
      "notToken",
      l10n.t("This isn't a token: it has characters that no token has. Paste the whole token, and nothing else."),
    );
  }
  const claims = readJwtClaims(accessToken);
  if (claims === undefined && accessToken.startsWith("eyJ")) {
    throw refusal("notJwt", l10n.t("Parts of this token are missing. Copy all of it, then paste it again."));
  }
  const expiresAt = claims?.exp === undefined ? NO_END : Math.min(claims.exp * 1000, NO_END);
  if (expiresAt <= now) {
    const when = formatDateTime(expiresAt);
    throw refusal("expired", l10n.t("This token expired at {0}. Paste a new one.", when));
  }
  return { accessToken, identity: claims && identityOf(claims), expiresAt };
}

/**
 * The same, with a name for whoever has a token that names nobody: always the same one for the same token.
 *
 * @param now milliseconds since the epoch
 * @throws UserFacingError as {@link readPastedToken}
 */
export async function parsePastedToken(text: string, now: number): Promise<PastedToken> {
  const { identity, ...token } = readPastedToken(text, now);
  return { ...token, identity: identity ?? (await identityOfSecret(token.accessToken)) };
}

/** Slow on purpose: the name goes to the server with each thread, and must not lead back to a short token. */
async function identityOfSecret(token: string): Promise<Identity> {
  const key = await crypto.subtle.importKey("raw", utf8(token), "PBKDF2", false, ["deriveBits"]);
  const method = { name: "PBKDF2", hash: "SHA-256", salt: utf8("agent-chat.mastra-clerk"), iterations: 200_000 };
  const derived = new Uint8Array(await crypto.subtle.deriveBits(method, key, 96));
  const id = Array.from(derived, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { sub: `${NAMELESS}${id}`, label: l10n.t("Token {0}", id.slice(0, 6)) };
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
