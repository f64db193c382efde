import type { IncomingMessage, ServerResponse } from "node:http";
import type { InteractionResults, Provider } from "oidc-provider";
import { readForm, sendHtml } from "./http";
import { consentPage, loginPage, messagePage } from "./pages";
import { SCOPES } from "./providerConfiguration";
import type { UserDirectory } from "./users";

type Interaction = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** The login and consent pages, and what their buttons do. */
export class Interactions {
  constructor(
    private readonly provider: Provider,
    private readonly users: UserDirectory,
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
    sendHtml(response, 200, consentPage(client?.clientName ?? "This app", user, requestedScopes(interaction)));
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
      return { consent: { grantId: await this.grant(interaction, interaction.session.accountId) } };
    }
    return { error: "access_denied", error_description: "The person said no on the sign-in page" };
  }

  private async grant(interaction: Interaction, accountId: string): Promise<string> {
    const clientId = String(interaction.params.client_id);
    const known = interaction.grantId === undefined ? undefined : await this.provider.Grant.find(interaction.grantId);
    const grant = known ?? new this.provider.Grant({ accountId, clientId });
    const { missingOIDCScope, missingOIDCClaims, missingResourceScopes } = interaction.prompt.details as {
      missingOIDCScope?: string[];
      missingOIDCClaims?: string[];
      missingResourceScopes?: Record<string, string[]>;
    };
    grant.addOIDCScope((missingOIDCScope ?? []).join(" "));
    grant.addOIDCClaims(missingOIDCClaims ?? []);
    for (const [resource, scopes] of Object.entries(missingResourceScopes ?? {})) {
      grant.addResourceScope(resource, scopes.join(" "));
    }
    return grant.save();
  }
}

function requestedScopes(interaction: Interaction): string[] {
  const asked = typeof interaction.params.scope === "string" ? interaction.params.scope.split(" ") : [];
  return SCOPES.filter((scope) => asked.includes(scope));
}
