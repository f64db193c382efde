import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import { isLoopbackHost, isPrivateUrl } from "../../shared/loopback";

/** The Clerk instance and the OAuth application that people sign in with. */
export interface ClerkInstance {
  /** The Frontend API's origin, without a slash at the end. */
  readonly issuer: string;
  readonly clientId: string;
}

/** What the settings say, untouched. */
export interface ClerkConfiguration {
  readonly publishableKey: string;
  readonly clientId: string;
  readonly issuer: string;
}

/**
 * Reads the instance out of the settings. The issuer is the host inside the publishable key
 * (`pk_test_` or `pk_live_` and the base64 of `<host>$`, docs/wire.md#clerk-publishable-key) unless `issuer`
 * names another.
 *
 * @throws UserFacingError `clerkNotConfigured`, `publishableKey`, `issuer` or `clientId`, naming what is wrong
 */
export function resolveClerkInstance(configuration: ClerkConfiguration): ClerkInstance {
  const issuer = resolveIssuer(configuration);
  const clientId = configuration.clientId.trim();
  if (clientId === "") {
    throw problem(
      "clientId",
      l10n.t(
        "The OAuth client ID is missing. Copy it from OAuth applications in the Clerk Dashboard into the setting agentChat.clerk.clientId.",
      ),
    );
  }
  if (!/^[\x21-\x7e]+$/.test(clientId)) {
    throw problem(
      "clientId",
      l10n.t("The setting agentChat.clerk.clientId contains spaces or unusual characters. Copy the client ID again."),
    );
  }
  return { issuer, clientId };
}

/**
 * Where the session of these settings is kept. Unlike {@link resolveClerkInstance} it never throws:
 * a pasted token needs no OAuth application, so whatever cannot be read counts as empty.
 */
export function sessionScope(configuration: ClerkConfiguration): ClerkInstance {
  let issuer = "";
  try {
    issuer = resolveIssuer(configuration);
  } catch {
    // Sign-in says what is wrong; a token pasted by hand works without it.
  }
  return { issuer, clientId: configuration.clientId.trim() };
}

function resolveIssuer({ publishableKey, issuer }: ClerkConfiguration): string {
  const override = issuer.trim();
  return override === "" ? issuerOfKey(publishableKey.trim()) : issuerOfSetting(override);
}

function issuerOfKey(key: string): string {
  if (key === "") {
    throw problem(
      "clerkNotConfigured",
      l10n.t(
        "Clerk isn't set up yet. Copy the publishable key from API keys in the Clerk Dashboard into the setting agentChat.clerk.publishableKey.",
      ),
    );
  }
  if (key.startsWith("sk_")) {
    throw problem(
      "publishableKey",
      l10n.t(
        "The setting agentChat.clerk.publishableKey contains a secret key (sk_…). Remove it, rotate that key in the Clerk Dashboard, and use the publishable key (pk_…) instead.",
      ),
    );
  }
  const host = hostOfKey(key);
  if (host === undefined) {
    throw problem(
      "publishableKey",
      l10n.t(
        "The setting agentChat.clerk.publishableKey isn't a publishable key. A publishable key starts with pk_test_ or pk_live_. Copy the whole key from API keys in the Clerk Dashboard.",
      ),
    );
  }
  return `${isLoopbackHost(host.hostname) ? "http" : "https"}://${host.host}`;
}

function hostOfKey(key: string): URL | undefined {
  const encoded = /^pk_(?:test|live)_([A-Za-z0-9+/]+={0,2})$/.exec(key)?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const decoded = /^([A-Za-z0-9.-]+|\[::1\])(:\d{1,5})?\$$/.exec(atobOrEmpty(encoded));
  if (decoded?.[1] === undefined || !(decoded[1].includes(".") || decoded[1] === "[::1]")) {
    return undefined;
  }
  const url = `https://${decoded[1]}${decoded[2] ?? ""}`;
  return URL.canParse(url) ? new URL(url) : undefined;
}

function atobOrEmpty(encoded: string): string {
  try {
    return atob(encoded);
  } catch {
    return "";
  }
}

function issuerOfSetting(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isPrivateUrl(url) || url.username !== "" || url.search !== "" || url.hash !== "") {
    throw problem(
      "issuer",
      l10n.t(
        "The setting agentChat.clerk.issuer isn't an https address. Clear it to use the issuer from the publishable key, or enter one such as https://clerk.example.com.",
      ),
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

function problem(kind: string, message: string): UserFacingError {
  return new UserFacingError(kind, message, ["openClerkSettings"]);
}
