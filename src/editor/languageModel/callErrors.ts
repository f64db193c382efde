import * as l10n from "@vscode/l10n";
import { SIGN_IN_REQUIRED } from "../../agents/requestErrors";
import { UserFacingError } from "../../shared/userFacingError";

/** Kinds of errors after which signing in helps. */
export const SIGN_IN_HELPS: ReadonlySet<string> = new Set([
  "notSignedIn",
  "sessionEnded",
  "tokenExpired",
  SIGN_IN_REQUIRED,
]);

export function notSignedIn(): UserFacingError {
  const message = l10n.t("You are not signed in. Sign in to Agent Chat and ask again.");
  return new UserFacingError("notSignedIn", message, ["signIn"]);
}

/** Another account, organization or server is in use than the one that a call was made for. */
export function ownerGone(): UserFacingError {
  const message = l10n.t("The response was stopped, because another account or server is in use now. Ask again.");
  return new UserFacingError("ownerGone", message);
}

/** An error that VS Code shows as one sentence: it prints the stack of any that has one. */
export function plainError(message: string): Error {
  const error = new Error(message);
  Object.defineProperty(error, "stack", { value: undefined });
  return error;
}
