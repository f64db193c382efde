import type { ClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import { type ClerkMetadata, type Discovery, offersDeviceGrant } from "../../../src/auth/clerk/discovery";
import { type Report, sentenceOf } from "../report";

/** Looks whether the key leads to a Clerk instance, and what it offers. @returns undefined when it does not */
export async function checkDiscovery(
  { issuer }: ClerkInstance,
  discovery: Discovery,
  report: Report,
): Promise<ClerkMetadata | undefined> {
  let metadata: ClerkMetadata;
  try {
    metadata = await discovery.get(issuer);
  } catch (error) {
    report.wrong(
      sentenceOf(error),
      "Clerk Dashboard → API keys: copy the publishable key of the instance that your server trusts.",
    );
    return undefined;
  }
  report.ok(`The publishable key leads to ${issuer}, which describes itself as a sign-in server.`);
  const methods = metadata.code_challenge_methods_supported;
  if (methods === undefined) {
    report.unknown("Whether PKCE with S256 works isn't in the description of the sign-in server.");
  } else if (methods.includes("S256")) {
    report.ok("PKCE with S256 is supported.");
  } else {
    report.wrong("PKCE with S256 isn't supported.", "Clerk Dashboard → OAuth applications: turn PKCE required on.");
  }
  report.ok(
    offersDeviceGrant(metadata)
      ? "Signing in with a code on another device is offered."
      : "Signing in with a code on another device isn't offered, which is Clerk's default. The other ways don't need it.",
  );
  return metadata;
}
