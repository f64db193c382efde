import { type IncomingMessage, type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type InstanceJwk, instanceKey, signJwt } from "../../../stack/auth/signingKey";

/** What the token endpoint says next. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds before it answers. */
  readonly after?: number;
}

/** An OAuth server over real HTTP whose every answer a test decides: for what a healthy one never says. */
export class ScriptedClerk {
  readonly clientId = "scriptedClient01";
  readonly key: InstanceJwk = instanceKey();
  /** Forms that were posted, oldest first. */
  readonly forms: URLSearchParams[] = [];
  /** Paths without their query. */
  readonly paths: string[] = [];
  token: (form: URLSearchParams) => Answer = () => ({ status: 500 });
  discovery: (document: object) => Answer = (document) => ({ body: document });
  keys: () => Answer = () => ({ body: { keys: [{ ...publicPart(this.key), use: "sig" }] } });
  issuer = "";
  private server: Server | undefined;

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void this.answer(request).then(({ status = 200, body = {}, headers = {}, after = 0 }) => {
        setTimeout(() => {
          const text = typeof body === "string" ? body : JSON.stringify(body);
          const type = typeof body === "string" ? "text/html" : "application/json";
          response.writeHead(status, { "content-type": type, ...headers }).end(text);
        }, after);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    this.server = server;
    this.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  get instance(): { issuer: string; clientId: string } {
    return { issuer: this.issuer, clientId: this.clientId };
  }

  /** An id token as a healthy instance makes it, with some claims changed. */
  idToken(nonce: string, changes: Readonly<Record<string, unknown>> = {}, key = this.key): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuer, sub: "user_1", aud: this.clientId, exp: now + 86_400, nonce };
    return signJwt(key, { ...claims, email: "a@example.com", ...changes });
  }

  /** An access token that is a JWT. */
  accessToken(name = "first"): string {
    const exp = Math.floor(Date.now() / 1000) + 86_400;
    return signJwt(this.key, { iss: this.issuer, sub: "user_1", exp, jti: `oat_${name}` }, "at+jwt");
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const path = new URL(request.url ?? "/", this.issuer).pathname;
    this.paths.push(path);
    let body = "";
    for await (const chunk of request) {
      body += String(chunk);
    }
    const form = new URLSearchParams(body);
    switch (path) {
      case "/.well-known/openid-configuration":
        return this.discovery({
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/oauth/authorize`,
          token_endpoint: `${this.issuer}/oauth/token`,
          revocation_endpoint: `${this.issuer}/oauth/token/revoke`,
          jwks_uri: `${this.issuer}/.well-known/jwks.json`,
        });
      case "/.well-known/jwks.json":
        return this.keys();
      default:
        this.forms.push(form);
        return this.token(form);
    }
  }
}

function publicPart(key: InstanceJwk): object {
  const { kty, n, e, kid, alg } = key;
  return { kty, n, e, kid, alg };
}
