import type { DemoOrganization } from "./users";

/** Which organization each consent was given for. */
export class OrganizationChoices {
  private readonly byGrant = new Map<string, DemoOrganization>();

  /** @param organization undefined for the personal account */
  keep(grantId: string, organization: DemoOrganization | undefined): void {
    if (organization !== undefined) {
      this.byGrant.set(grantId, organization);
    }
  }

  /** The claims of tokens of this grant; none for the personal account (docs/wire.md#clerk-access-tokens). */
  claimsOf(grantId: string | undefined): Readonly<Record<string, string>> {
    const chosen = this.byGrant.get(grantId ?? "");
    return chosen === undefined ? {} : { org_id: chosen.id, org_name: chosen.name, org_slug: chosen.slug };
  }
}
