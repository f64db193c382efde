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
  /** @returns undefined when the person cancelled */
  readonly signIn: () => Promise<Account | undefined>;
  /** Looks at the current server and counts its agents; throws `UserFacingError`. */
  readonly agents: () => Promise<number>;
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
    const server = labelOf(values.url);
    const account = (await this.deps.account()) ?? (found.authenticated ? await this.deps.signIn() : undefined);
    const note = found.authenticated ? publishedNote(found.complete) : found.summary;
    if (account) {
      await this.sayConnected(server, account, note);
    } else if (found.authenticated) {
      await this.offerSignIn(l10n.t("{0} is saved. Sign in to talk to its agents.", server), server, note);
    } else {
      await this.deps.ui.say("info", note);
    }
  }

  /** Switching is no request to sign in: a button offers it. @throws UserFacingError */
  async afterSwitch({ url }: KnownServer): Promise<void> {
    const server = labelOf(url);
    const account = await this.deps.account();
    if (account) {
      await this.sayConnected(server, account, "");
    } else {
      await this.offerSignIn(l10n.t("Switched to {0}. Sign in to talk to its agents.", server), server, "");
    }
  }

  private async offerSignIn(message: string, server: string, note: string): Promise<void> {
    const signIn = actionLabel("signIn");
    if ((await this.deps.ui.say("info", message, signIn)) !== signIn) {
      return;
    }
    const account = await this.deps.signIn();
    if (account) {
      await this.sayConnected(server, account, note);
    }
  }

  private async sayConnected(server: string, account: Account, note: string): Promise<void> {
    const sentence = connectedSentence(server, accountName(account), await this.deps.agents());
    await this.deps.ui.say("info", note === "" ? sentence : `${sentence} ${note}`);
  }
}

function connectedSentence(server: string, account: string, agents: number): string {
  switch (agents) {
    case 0:
      return l10n.t(
        "Connected to {0} as {1}, but it lists no agents. Add one to your Mastra project.",
        server,
        account,
      );
    case 1:
      return l10n.t("Connected to {0} as {1} to one agent.", server, account);
    default:
      return l10n.t("Connected to {0} as {1} to {2} agents.", server, account, formatNumber(agents));
  }
}

function publishedNote(complete: boolean): string {
  return complete
    ? l10n.t("The server itself named its Clerk instance and client ID, so you were not asked for them.")
    : "";
}

/** Switching may lead to a server whose address is wrong; looking at it says so. */
function labelOf(url: string): string {
  try {
    return parseServerUrl(url).label;
  } catch {
    return url;
  }
}
