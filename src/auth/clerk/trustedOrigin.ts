import * as l10n from "@vscode/l10n";
import { isPrivateUrl } from "../../shared/loopback";
import { UserFacingError } from "../../shared/userFacingError";

/** {@link isPrivateUrl} for text; false for what is no address at all. */
export function isPrivateAddress(text: string): boolean {
  return URL.canParse(text) && isPrivateUrl(new URL(text));
}

/**
 * The origin of `url` when an access token may be sent there at all: https, or http to a loopback host.
 *
 * @throws UserFacingError `insecureOrigin` for everything else, with the reason
 */
export function assertAllowedOrigin(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !["https:", "http:"].includes(parsed.protocol)) {
    throw refusal(l10n.t("The server URL isn't a web address. Enter one such as https://agents.example.com."));
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refusal(l10n.t("The server URL can't contain a user name or password. Remove the part before the @ sign."));
  }
  if (!isPrivateUrl(parsed)) {
    throw refusal(
      l10n.t(
        "Your access token wasn't sent to {0}, because plain http can be read in transit. Use an https address. Plain http is allowed only for this computer (localhost, 127.0.0.1).",
        parsed.host,
      ),
    );
  }
  return parsed.origin;
}

function refusal(message: string): UserFacingError {
  return new UserFacingError("insecureOrigin", message, ["configureServer"]);
}
