import { createHash } from "node:crypto";

/** A Clerk organisation: `org_` and 27 letters and digits. */
export interface DemoOrganization {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

export interface DemoUser {
  /** Clerk's form of a user id: `user_` and 27 letters and digits. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly organizations: readonly DemoOrganization[];
}

/** The accounts of one auth server: a few known ones, and whoever signs in with another e-mail address. */
export class UserDirectory {
  private readonly byId = new Map<string, DemoUser>();

  constructor() {
    const acme = organization("Acme");
    this.add("alice@example.com", "Alice Example", [acme, organization("Beta")]);
    this.add("bob@example.com", "Bob Example", [acme]);
    this.add("chidi@example.com", "Chidi Example");
  }

  get all(): readonly DemoUser[] {
    return [...this.byId.values()];
  }

  find(id: string): DemoUser | undefined {
    return this.byId.get(id);
  }

  /**
   * The account of an e-mail address; a new address becomes a new account.
   *
   * @returns undefined when this is no e-mail address
   */
  signIn(email: string): DemoUser | undefined {
    const address = email.trim().toLowerCase();
    if (!/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(address)) {
      return undefined;
    }
    const known = this.byId.get(userId(address));
    return known ?? this.add(address, nameFrom(address));
  }

  private add(email: string, name: string, organizations: readonly DemoOrganization[] = []): DemoUser {
    const user = { id: userId(email), email, name, organizations };
    this.byId.set(user.id, user);
    return user;
  }
}

/** The same address has the same id after a restart, so its threads are found again. */
function userId(email: string): string {
  return clerkId("user", email);
}

function organization(name: string): DemoOrganization {
  return { id: clerkId("org", name), name, slug: name.toLowerCase() };
}

function clerkId(prefix: string, seed: string): string {
  const letters = createHash("sha256")
    .update(seed)
    .digest("base64")
    .replace(/[^A-Za-z0-9]/g, "");
  return `${prefix}_${letters.slice(0, 27).padEnd(27, "0")}`;
}

function nameFrom(email: string): string {
  const words =
    email
      .split("@")[0]
      ?.split(/[._+-]+/)
      .filter(Boolean) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}
