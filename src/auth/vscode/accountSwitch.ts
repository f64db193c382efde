import { accountIdOf } from "../session/clerkSession";
import type { CurrentAccount } from "../session/currentAccount";
import { pickAccount } from "./accountPicker";
import type { AuthSettings } from "./authSettings";
import type { SessionWatcher } from "./sessionWatcher";
import type { SignInWish } from "./signIn";
import { accountOf } from "./signedInAccount";

/** Clerk lets a person choose an organisation when this is among the scopes (facts/clerk.md §1). */
const organizationScope = "user:org:read";

/** Lets a person choose which account counts in this workspace. */
export class AccountSwitch {
  constructor(
    private readonly account: CurrentAccount,
    private readonly watcher: SessionWatcher,
    private readonly settings: AuthSettings,
  ) {}

  /** @returns the sign-in that is needed for the choice; undefined when none is */
  async run(): Promise<SignInWish | undefined> {
    const current = await this.watcher.look();
    const all = (await this.account.all()).map(accountOf);
    if (all.length === 0) {
      return {};
    }
    const withOrganizations = this.settings
      .clerk()
      .scopes.split(/[\s,]+/)
      .includes(organizationScope);
    const pick = await pickAccount(all, current && accountIdOf(current.identity), withOrganizations);
    switch (pick?.kind) {
      case undefined:
        return undefined;
      case "add":
        // Clerk would otherwise take whoever is signed in in the browser.
        return { prompt: "login" };
      case "organization":
        return { prompt: "consent" };
      case "account":
        this.account.choose(pick.id);
        await this.watcher.check();
        return undefined;
    }
  }
}
