import { type AccountRef, type ClerkSession, refOf } from "../../../../src/auth/session/clerkSession";
import { MemorySecrets } from "./memorySecrets";
import { type Answer, ScriptedClerk } from "./scriptedClerk";
import { TestWindow, type WindowOptions } from "./window";

/** A window with a scripted Clerk instance, which rotates refresh tokens until a test says otherwise. */
export class RefreshFixture {
  readonly clerk = new ScriptedClerk();
  readonly secrets = new MemorySecrets();
  rotations = 0;

  private constructor() {
    this.clerk.token = () => this.rotated();
  }

  static async start(): Promise<RefreshFixture> {
    const fixture = new RefreshFixture();
    await fixture.clerk.start();
    return fixture;
  }

  openWindow(options: WindowOptions = {}): TestWindow {
    return new TestWindow(this.clerk.instance, this.secrets, options);
  }

  /** The next tokens: access and refresh token are numbered. */
  rotated(changes: object = {}): Answer {
    const name = `new${++this.rotations}`;
    const access_token = this.clerk.accessToken(name);
    return { body: { access_token, token_type: "Bearer", expires_in: 3600, refresh_token: name, ...changes } };
  }

  /** A signed-in user whose access token lives another hour. */
  session(changes: Partial<ClerkSession> = {}): ClerkSession {
    return {
      ...this.clerk.instance,
      accessToken: this.clerk.accessToken("old"),
      refreshToken: "old",
      expiresAt: Date.now() + 3_600_000,
      scope: "openid",
      identity: { sub: "user_1", label: "a@example.com" },
      kind: "oauth",
      ...changes,
    };
  }

  /** Where the session of {@link session} rests. */
  get account(): AccountRef {
    return refOf(this.session());
  }

  /** How often the token endpoint was asked for a refresh. */
  get refreshes(): number {
    return this.clerk.forms.filter((form) => form.get("grant_type") === "refresh_token").length;
  }
}
