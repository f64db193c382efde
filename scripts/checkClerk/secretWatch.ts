/** Names in requests and answers whose values nobody else may read (RFC 6749 §10, RFC 7636 §4.1). */
const SECRETS = ["code", "code_verifier", "refresh_token", "access_token", "id_token", "token"];

/** Tokens by their look, should one come another way: a JWT, and Clerk's own kinds. */
const LOOKS_LIKE_TOKEN = /\beyJ[\w-]{10,}\.[\w-]+\.|\b(?:oat|ort|sk_live|sk_test|ak)_\w{12,}/;

/** Remembers every secret that passes, so that what is written down can be compared with them. */
export class SecretWatch {
  private readonly seen = new Set<string>();

  /** The global `fetch`, whose form bodies and JSON answers are looked at on their way. */
  readonly fetch: typeof fetch = async (input, init) => {
    if (init?.body instanceof URLSearchParams) {
      this.note([...init.body]);
    }
    const response = await fetch(input, init);
    if (init?.method === "POST" && (response.headers.get("content-type") ?? "").includes("json")) {
      const body: unknown = await response
        .clone()
        .json()
        .catch(() => undefined);
      this.note(typeof body === "object" && body !== null ? Object.entries(body) : []);
    }
    return response;
  };

  /** @throws Error when the text holds one of the secrets, or something that looks like a token */
  assertNoneIn(text: string): void {
    if (LOOKS_LIKE_TOKEN.test(text) || [...this.seen].some((secret) => text.includes(secret))) {
      throw new Error("The transcript was not written, because there would have been a secret in it.");
    }
  }

  private note(members: readonly (readonly [string, unknown])[]): void {
    for (const [name, value] of members) {
      if (SECRETS.includes(name) && typeof value === "string" && value.length > 8) {
        this.seen.add(value);
      }
    }
  }
}
