import { abortable } from "../clerk/http";
import type { ClerkSession } from "../session/clerkSession";
import type { SignInTurn } from "./signInTurn";

/**
 * Signs in with a token that the person has.
 *
 * @returns undefined when the person gave up
 * @throws UserFacingError when the token cannot work
 */
export async function pasteWay({ window, request, signal }: SignInTurn): Promise<ClerkSession | undefined> {
  const token = await abortable(window.askForToken(signal), signal);
  return token === undefined ? undefined : { ...token, ...request.instance, scope: "", kind: "pasted" };
}
