import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../shared/userFacingError";
import { networkSentence, redirected, serverFailed } from "./requestErrors";
import { normalizeApiPrefix, parseServerUrl } from "./serverUrl";

export interface ProbeResult {
  /** True when the server asks for a sign-in. */
  readonly authenticated: boolean;
  /** One sentence that says what was found. */
  readonly summary: string;
}

const PROBE_TIMEOUT_MS = 15_000;

/**
 * Asks a server what it is, with no token: `GET /auth/capabilities` is public on every Mastra server
 * (docs/wire.md#mastra-finding-a-server).
 *
 * @throws UserFacingError (kinds `network`, `notMastra` and those of `parseServerUrl`)
 */
export async function probeServer(
  serverUrl: string,
  apiPrefix: string,
  send: typeof fetch,
  signal: AbortSignal,
): Promise<ProbeResult> {
  const { baseUrl, label } = parseServerUrl(serverUrl);
  let response: Response;
  try {
    response = await send(`${baseUrl}${normalizeApiPrefix(apiPrefix)}/auth/capabilities`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(PROBE_TIMEOUT_MS)]),
      redirect: "manual",
      credentials: "omit",
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new UserFacingError("network", networkSentence(error, label), ["configureServer"], { cause: error });
  }
  if (response.status >= 300 && response.status < 400) {
    throw redirected(label);
  }
  if (response.status >= 500) {
    throw serverFailed(label, response.status);
  }
  const enabled = response.ok ? enabledFlag(await response.json().catch(() => undefined)) : undefined;
  if (enabled === undefined) {
    throw new UserFacingError(
      "notMastra",
      l10n.t("{0} responds, but there is no Mastra API at this address. Check the address and the API prefix.", label),
      ["configureServer", "openServerSetting"],
    );
  }
  return {
    authenticated: enabled,
    summary: enabled
      ? l10n.t("Found a Mastra server at {0} that requires sign-in.", label)
      : l10n.t("Found a Mastra server at {0}. It isn't protected: anyone who can reach it can use its agents.", label),
  };
}

function enabledFlag(body: unknown): boolean | undefined {
  const enabled = typeof body === "object" && body !== null ? (body as { enabled?: unknown }).enabled : undefined;
  return typeof enabled === "boolean" ? enabled : undefined;
}
