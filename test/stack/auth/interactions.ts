import type { IncomingMessage, ServerResponse } from "node:http";
import type { InteractionResults, Provider } from "oidc-provider";
import { readForm, sendHtml } from "./http";
import type { OrganizationChoices } from "./organizationChoices";
import { consentPage, loginPage, messagePage } from "./pages";
import { audienceOf, SCOPES } from "./providerConfiguration";
import type { DemoOrganization, UserDirectory } from "./users";

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** The login and consent pages, and what their buttons do. */
export class Interactions {
  constructor(
    private readonly provider: Provider,
    private readonly users: UserDirectory,
    private readonly choices: OrganizationChoices,
  ) {}

  /** Answers a request under `/interaction/`. */
  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    let interaction: Interaction;
    try {
      interaction = await this.provider.interactionDetails(request, response);
    } catch {
      sendHtml(response, 400, messagePage("This page is too old", "Go back to the editor and sign in again."));
      return;
    }
    if (request.method !== "POST") {
      await this.show(response, interaction, url.searchParams.has("switch"));
      return;
    }
    const result = await this.decide(request, response, interaction, url.searchParams.get("do"));
    if (result !== undefined) {
      await this.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
    }
  }

  private async show(response: ServerResponse, interaction: Interaction, switchAccount: boolean): Promise<void> {
    const user = this.users.find(interaction.session?.accountId ?? "");
    if (interaction.prompt.name !== "consent" || user === undefined || switchAccount) {
      sendHtml(response, 200, loginPage(this.users.all));
      return;
    }
    const client = await this.provider.Client.find(String(interaction.params.client_id));
    const { clientName = "This app" } = client ?? {};
    const scopes = requestedScopes(interaction);
    sendHtml(response, 200, consentPage(clientName, user, scopes, this.organizationsFor(interaction)));
  }

  private async decide(
    request: IncomingMessage,
    response: ServerResponse,
    interaction: Interaction,
    action: string | null,
  ): Promise<InteractionResults | undefined> {
    if (action === "login") {
      const user = this.users.signIn((await readForm(request)).get("email") ?? "");
      if (user === undefined) {
        sendHtml(response, 400, loginPage(this.users.all, "This is not an e-mail address. Please check it."));
        return undefined;
      }
      return { login: { accountId: user.id } };
    }
    if (action === "allow" && interaction.session !== undefined) {
      const chosen = (await readForm(request)).get("organization");
      const organization = this.organizationsFor(interaction).find(({ id }) => id === chosen);
      return { consent: { grantId: await this.grant(interaction, interaction.session.accountId, organization) } };
    }
    return { error: "access_denied", error_description: "The person said no on the sign-in page" };
  }

  /** What the account can choose from on the consent page; nothing unless the app asked for it. */
  private organizationsFor(interaction: Interaction): readonly DemoOrganization[] {
    const user = this.users.find(interaction.session?.accountId ?? "");
    return requestedScopes(interaction).includes("user:org:read") ? (user?.organizations ?? []) : [];
  }

  /** Every consent is a grant of its own, so that ending one sign-in leaves the other ones alone. */
  private async grant(
    interaction: Interaction,
    accountId: string,
    organization: DemoOrganization | undefined,
  ): Promise<string> {
    const grant = new this.provider.Grant({ accountId, clientId: String(interaction.params.client_id) });
    const scope = requestedScopes(interaction).join(" ");
    grant.addOIDCScope(scope);
    grant.addResourceScope(audienceOf(this.provider.issuer), scope);
    const id = await grant.save();
    this.choices.keep(id, organization);
    return id;
  }
}

function requestedScopes(interaction: Interaction): string[] {
  const asked = typeof interaction.params.scope === "string" ? interaction.params.scope.split(" ") : [];
  return SCOPES.filter((scope) => asked.includes(scope));
}
