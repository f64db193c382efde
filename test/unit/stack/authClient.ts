import assert from "node:assert/strict";
import { decodeJwt } from "@clerk/backend/jwt";
import { randomBytes, createHash } from "node:crypto";
import { type AuthServer } from "../../stack/auth/authServer";
import { type Person, walkThrough } from "../auth/setup/browser";

const REDIRECT_URI = "vscode://agent-chat.mastra-clerk/callback";

export interface TokenAnswer {
  readonly status: number;
  readonly error?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
}

/** The requests of a client, as plain HTTP. */
export class AuthClient {
  constructor(private readonly server: AuthServer) {}

  /** Signs in with the authorization code flow. */
  async signIn(scope: string, person?: Person): Promise<TokenAnswer> {
    const code_verifier = randomBytes(32).toString("base64url");
    const url = new URL(`${this.server.issuer}/oauth/authorize`);
    url.search = new URLSearchParams({
      client_id: this.server.clientId,
      response_type: "code",
      redirect_uri: REDIRECT_URI,
      scope,
      state: "0123456789",
      code_challenge: createHash("sha256").update(code_verifier).digest("base64url"),
      code_challenge_method: "S256",
    }).toString();
    const code = new URL(await walkThrough(url.href, person)).searchParams.get("code");
    assert.ok(code);
    return this.token({ grant_type: "authorization_code", code, code_verifier, redirect_uri: REDIRECT_URI });
  }

  refresh(refreshToken: string): Promise<TokenAnswer> {
    return this.token({ grant_type: "refresh_token", refresh_token: refreshToken });
  }

  async token(parameters: Record<string, string>): Promise<TokenAnswer> {
    const body = new URLSearchParams({ client_id: this.server.clientId, ...parameters });
    const response = await fetch(`${this.server.issuer}/oauth/token`, { method: "POST", body });
    return { status: response.status, ...((await response.json()) as object) };
  }
}

/** The claims of a token, as plain JSON. */
export function claimsOf(token: string | undefined): Readonly<Record<string, unknown>> {
  return { ...decodeJwt(token ?? "").payload };
}
