import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { sendHtml, sendJson } from "./http";
import type { Interactions } from "./interactions";
import { messagePage } from "./pages";
import { readRelayPage } from "./relayPage";
import { type InstanceJwk, verifiedClaims } from "./signingKey";
import type { UserDirectory } from "./users";

/** Everything that this server answers: our own pages first, the rest is oidc-provider's. */
export class Routes {
  private readonly fallback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

  constructor(
    private readonly provider: Provider,
    private readonly interactions: Interactions,
    private readonly users: UserDirectory,
    private readonly key: InstanceJwk,
  ) {
    this.fallback = provider.callback();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.provider.issuer);
    if (url.pathname.startsWith("/interaction/")) {
      await this.interactions.handle(request, response, url);
    } else if (url.pathname === "/relay") {
      // As an owner hosts it: its own policy, in the file, says what may run.
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(readRelayPage());
    } else if (url.pathname === "/oauth/userinfo") {
      await this.userinfo(request, response);
    } else if (url.pathname === "/") {
      sendHtml(response, 200, messagePage("Demo sign-in server", "It is running. Sign-in starts in the editor."));
    } else {
      if (url.pathname === "/.well-known/oauth-authorization-server") {
        request.url = "/.well-known/openid-configuration";
      } else if (url.pathname === "/oauth/authorize" && url.search !== "" && !url.searchParams.has("prompt")) {
        // Clerk asks for consent every time and then grants `offline_access`, which oidc-provider
        // does only when the client says prompt=consent itself.
        request.url = `${request.url ?? ""}&prompt=consent`;
      }
      await this.fallback(request, response);
    }
  }

  private async userinfo(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const opaque = token === "" ? undefined : await this.provider.AccessToken.find(token);
    const user = this.users.find(opaque?.accountId ?? verifiedClaims(this.key, token)?.sub ?? "");
    if (user === undefined) {
      sendJson(response, 401, { error: "invalid_token" }, { "www-authenticate": 'Bearer error="invalid_token"' });
      return;
    }
    const { id, name, email } = user;
    sendJson(response, 200, { sub: id, user_id: id, name, email, email_verified: true });
  }
}
