import * as l10n from "@vscode/l10n";
import { parseServerUrl } from "../../agents/serverUrl";
import { type Account, accountName } from "../../shared/account";
import { actionLabel } from "../../shared/actionLabels";
import { formatNumber } from "../../shared/formats";
import type { KnownServer } from "../settings";
import type { Entered } from "./askForServer";
import type { WizardUi } from "./wizardUi";

/** What the wizard needs of everything around it to sign in and to look at the server. */
export interface ConclusionDependencies {
  /** Who is signed in at the current server; makes no request. */
  readonly account: () => Promise<Account | undefined>;
  /** Who talks to the current server; `guest` where it asks for no sign-in. Looks at the server. */
  readonly visitor: () => Promise<Account | "guest" | undefined>;
  /** @returns undefined when the person cancelled */
  readonly signIn: () => Promise<Account | undefined>;
  /** Looks at the current server and counts its agents; undefined when it has none or fails, which the chat shows. */
  readonly agents: () => Promise<number | undefined>;
  /** Runs what a notification asks for, which may be answered at any time or never. */
  readonly later: (run: () => Promise<void>) => void;
  readonly ui: WizardUi;
}

/** The end of the wizard: signed in, looked at the server, and one message that says how it stands. */
export class Conclusion {
  constructor(private readonly deps: ConclusionDependencies) {}

  /** Signs in, since that is what the wizard was about. @throws UserFacingError what is wrong, with its button */
  async afterSaving({ values, found }: Entered): Promise<void> {
    if (found === undefined) {
      return;
    }
    if (!found.authenticated) {
      this.say(found.summary);
      await this.deps.agents();
      return;
    }
    const server = labelOf(values.url);
    const account = (await this.deps.account()) ?? (await this.deps.signIn());
    const note = publishedNote(found.complete);
    if (account) {
      await this.sayConnected(server, account, note);
    } else {
      this.offerSignIn(l10n.t("Saved {0}. Sign in to chat with its agents.", server), server, note);
    }
  }

  /** Switching is no request to sign in: a button offers it. @throws UserFacingError */
  async afterSwitch({ url }: KnownServer): Promise<void> {
    const server = labelOf(url);
    const visitor = await this.deps.visitor();
    if (visitor) {
      await this.sayConnected(server, visitor, "");
    } else {
      this.offerSignIn(l10n.t("Switched to {0}. Sign in to chat with its agents.", server), server, "");
    }
  }

  private offerSignIn(message: string, server: string, note: string): void {
    this.deps.later(async () => {
      const signIn = actionLabel("signIn");
      if ((await this.deps.ui.say(message, signIn)) !== signIn) {
        return;
      }
      const account = await this.deps.signIn();
      if (account) {
        await this.sayConnected(server, account, note);
      }
    });
  }

  private async sayConnected(server: string, visitor: Account | "guest", note: string): Promise<void> {
    const agents = await this.deps.agents();
    if (agents !== undefined) {
      const sentence =
        visitor === "guest" ? openSentence(server, agents) : connectedSentence(server, accountName(visitor), agents);
      this.say(note === "" ? sentence : `${sentence} ${note}`);
    }
  }

  /** The wizard is over, however long this stands there. */
  private say(message: string): void {
    void this.deps.ui.say(message);
  }
}

function connectedSentence(server: string, account: string, agents: number): string {
  return agents === 1
    ? l10n.t("Connected to {0} as {1}. 1 agent available.", server, account)
    : l10n.t("Connected to {0} as {1}. {2} agents available.", server, account, formatNumber(agents));
}

function openSentence(server: string, agents: number): string {
  return agents === 1
    ? l10n.t("Connected to {0}, which asks for no sign-in. 1 agent available.", server)
    : l10n.t("Connected to {0}, which asks for no sign-in. {1} agents available.", server, formatNumber(agents));
}

function publishedNote(complete: boolean): string {
  return complete ? l10n.t("The server provided its Clerk instance and client ID, so you weren't asked for them.") : "";
}

/** Switching may lead to a server whose address is wrong; looking at it says so. */
function labelOf(url: string): string {
  try {
    return parseServerUrl(url).label;
  } catch {
    return url;
  }
}
