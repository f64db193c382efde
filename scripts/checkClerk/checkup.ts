import { type ClerkInstance, resolveClerkInstance } from "../../src/auth/clerk/clerkInstance";
import { type ClerkMetadata, Discovery } from "../../src/auth/clerk/discovery";
import type { ClerkSession } from "../../src/auth/session/clerkSession";
import { checkCors } from "./clerk/corsCheck";
import { checkDiscovery } from "./clerk/discoveryCheck";
import { redirectUris } from "./clerk/editors";
import { checkRedirects } from "./clerk/redirectCheck";
import { RenewalCheck, refreshable } from "./clerk/renewalCheck";
import { type SignInParts, checkSignIn } from "./clerk/signInCheck";
import { checkToken } from "./clerk/tokenCheck";
import type { CheckOptions } from "./options";
import { type Report, sentenceOf } from "./report";
import { checkServer } from "./server/serverCheck";

/** What the check works with besides its options. */
export interface CheckupParts {
  readonly fetch: typeof fetch;
  /** Opens the address, or shows it to the person. @returns false when the person did not want it */
  readonly openBrowser: (url: string) => Promise<boolean>;
  /** Ends the wait for the browser. */
  readonly signal: AbortSignal;
}

/** Checks Clerk and the server, from what needs nobody to what needs a person in front of a browser. */
export class Checkup {
  private readonly discovery: Discovery;

  constructor(
    private readonly options: CheckOptions,
    private readonly parts: CheckupParts,
    private readonly report: Report,
  ) {
    this.discovery = new Discovery(parts.fetch);
  }

  /** Never throws for what it finds; that is in the report. @returns the issuer; empty when the key is none */
  async run(): Promise<string> {
    const instance = this.readInstance();
    const metadata = instance && (await checkDiscovery(instance, this.discovery, this.report));
    const signIn = instance && metadata && (await this.checkApplication(instance, metadata));
    const session = signIn && (await this.signIn(signIn));
    await this.checkServer(instance, session);
    // The last one, since it uses the session up.
    if (signIn !== undefined && session !== undefined) {
      await this.checkRenewal(signIn, session);
    }
    return instance?.issuer ?? "";
  }

  private readInstance(): ClerkInstance | undefined {
    this.report.begin("Clerk");
    try {
      return resolveClerkInstance(this.options);
    } catch (error) {
      this.report.wrong(sentenceOf(error), "Correct --key, --client or --issuer, and run the check again.");
      return undefined;
    }
  }

  /** @returns undefined when a sign-in would be in vain */
  private async checkApplication(instance: ClerkInstance, metadata: ClerkMetadata): Promise<SignInParts | undefined> {
    const { fetch, openBrowser, signal } = this.parts;
    const { scopes, editors, relay } = this.options;
    const uris = redirectUris(editors, relay);
    const found = await checkRedirects(metadata, { instance, scopes }, uris, fetch, this.report);
    if (!found.isClientKnown) {
      return undefined;
    }
    await checkCors(instance, metadata, fetch, this.report);
    if (!found.mayUseLoopback) {
      this.report.begin("Sign-in");
      this.report.unknown(
        "What tokens are like: this program signs in by a port of this computer, which Clerk refuses.",
      );
      return undefined;
    }
    return { instance, metadata, scopes, fetch, openBrowser, signal };
  }

  private async signIn(parts: SignInParts): Promise<ClerkSession | undefined> {
    this.report.begin("Sign-in");
    const session = await checkSignIn(parts, this.report);
    if (session !== undefined) {
      await checkToken(session, parts.metadata, this.parts.fetch, this.report);
    }
    return session;
  }

  private async checkServer(instance: ClerkInstance | undefined, session: ClerkSession | undefined): Promise<void> {
    const { server: address, apiPrefix, publishableKey } = this.options;
    this.report.begin("Mastra server");
    if (address === undefined) {
      this.report.unknown("What the server answers: no --server was given.");
    } else if (instance === undefined) {
      this.report.unknown("What the server answers: without a key nobody can sign in.");
    } else {
      const parts = { address, apiPrefix, instance, publishableKey, fetch: this.parts.fetch };
      await checkServer(parts, session, this.report);
    }
  }

  private async checkRenewal(parts: SignInParts, session: ClerkSession): Promise<void> {
    this.report.begin("Staying signed in, and signing out");
    const first = refreshable(session);
    if (first === undefined) {
      this.report.unknown("How sessions are renewed and ended: no refresh token came.");
      return;
    }
    const check = new RenewalCheck(this.discovery, this.parts.fetch, this.report);
    let rest = await check.checkRotation(first);
    if (rest === undefined && !parts.signal.aborted) {
      this.report.say("The session has ended, so the browser opens once more.");
      const another = await checkSignIn(parts, this.report);
      rest = another && refreshable(another);
    }
    if (rest === undefined) {
      this.report.unknown("Whether a sign-out ends the session: there was none left to end.");
    } else {
      await check.checkRevocation(rest);
    }
  }
}
