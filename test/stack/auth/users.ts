import { createHash } from "node:crypto";

export interface DemoUser {
  /** Clerk's form of a user id: `user_` and 27 letters and digits. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** The accounts of one auth server: a few known ones, and whoever signs in with another e-mail address. */
export class UserDirectory {
  private readonly byId = new Map<string, DemoUser>();

  constructor() {
    this.add("alice@example.com", "Alice Example");
    this.add("bob@example.com", "Bob Example");
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

  private add(email: string, name: string): DemoUser {
    const user = { id: userId(email), email, name };
    this.byId.set(user.id, user);
    return user;
  }
}

/** The same address has the same id after a restart, so its threads are found again. */
function userId(email: string): string {
  const letters = createHash("sha256").update(email).digest("base64").replace(/[^A-Za-z0-9]/g, "");
  return `user_${letters.slice(0, 27).padEnd(27, "0")}`;
}

function nameFrom(email: string): string {
  const words = email.split("@")[0]?.split(/[._+-]+/).filter(Boolean) ?? [];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || email;
}
