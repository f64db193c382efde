import type { SecretStore } from "../../../../src/auth/session/sessionStore";

/** SecretStorage in memory; several windows of a test share one. */
export class MemorySecrets implements SecretStore {
  values = new Map<string, string>();
  /** Every value ever stored, oldest first. */
  readonly history: string[] = [];
  /** Milliseconds that each operation takes. */
  latency = 0;
  /** Like a keyring that takes everything and keeps nothing. */
  forgetful = false;
  /** Like a locked keyring. */
  locked = false;
  /** Like a keyring that does not even answer. */
  silent = false;

  async get(key: string): Promise<string | undefined> {
    await this.wait();
    if (this.silent) {
      throw new Error("The keyring does not answer.");
    }
    return this.values.get(key);
  }

  async store(key: string, value: string): Promise<void> {
    await this.wait();
    if (this.locked) {
      throw new Error("The keyring is locked.");
    }
    if (!this.forgetful) {
      this.values.set(key, value);
      this.history.push(value);
    }
  }

  async delete(key: string): Promise<void> {
    await this.wait();
    if (this.locked) {
      throw new Error("The keyring is locked.");
    }
    this.values.delete(key);
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.latency));
  }
}
