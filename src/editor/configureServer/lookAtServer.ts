import * as l10n from "@vscode/l10n";
import { readResourceMetadata } from "../../agents/resourceMetadata";
import { probeServer } from "../../agents/serverProbe";
import { resolveClerkInstance } from "../../auth/clerk/clerkInstance";
import { UserFacingError } from "../../shared/userFacingError";
import type { WizardUi } from "./wizardUi";

/** The two values of a Clerk instance that a person copies from its dashboard. */
export interface ClerkKeys {
  readonly publishableKey: string;
  readonly clientId: string;
}

/** What was found at an address. */
export interface FoundServer {
  /** True when the server asks for a sign-in. */
  readonly authenticated: boolean;
  /** One sentence that says what was found. */
  readonly summary: string;
  /** What the server publishes about its Clerk instance, as far as it goes. */
  readonly published: Partial<ClerkKeys>;
  /** True when that is complete and fits together, so that nobody needs to enter it. */
  readonly complete: boolean;
}

/** Looks what is at an address. Nothing found can be saved all the same: the server may just not run yet. */
export class LookAtServer {
  constructor(
    private readonly ui: WizardUi,
    private readonly send: typeof fetch,
  ) {}

  /**
   * @returns `again` when a person wants to change the address, `save` to save it unseen, undefined to leave
   * @throws an AbortError when it is cancelled
   */
  async run(url: string, apiPrefix: string): Promise<FoundServer | "again" | "save" | undefined> {
    try {
      return await this.ui.progress(l10n.t("Looking for a Mastra server…"), (signal) =>
        this.look(url, apiPrefix, signal),
      );
    } catch (error) {
      if (!(error instanceof UserFacingError)) {
        throw error;
      }
      const again = l10n.t("Change Address");
      const save = l10n.t("Save Anyway");
      const picked = await this.ui.ask(error.message, again, save);
      return picked === again ? "again" : picked === save ? "save" : undefined;
    }
  }

  private async look(url: string, apiPrefix: string, signal: AbortSignal): Promise<FoundServer> {
    const { authenticated, summary } = await probeServer(url, apiPrefix, this.send, signal);
    const metadata = authenticated ? await readResourceMetadata(url, this.send, signal) : undefined;
    return {
      authenticated,
      summary,
      published: metadata ?? {},
      // A key of another instance than the one that the server names would lead the sign-in astray.
      complete: metadata !== undefined && issuerOf(metadata) === metadata.issuer,
    };
  }
}

/** The issuer that a key names when both values are valid; undefined otherwise. */
function issuerOf(keys: Partial<ClerkKeys>): string | undefined {
  const { publishableKey = "", clientId = "" } = keys;
  try {
    return resolveClerkInstance({ publishableKey, clientId, issuer: "" }).issuer;
  } catch {
    return undefined;
  }
}
