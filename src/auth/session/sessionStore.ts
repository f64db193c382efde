import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkInstance } from "../clerk/clerkInstance";
import { type ClerkSession, parseSession } from "./clerkSession";

/** The part of `vscode.SecretStorage` that is used here. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

const keyPrefix = "agentChat.session.";

/** The one place where sessions rest: a JSON record for each issuer and client id. */
export class SessionStore {
  private generation = 0;
  private tail: Promise<unknown> = Promise.resolve();

  constructor(private readonly secrets: SecretStore) {}

  /** The name of an instance's record in SecretStorage. */
  static keyOf({ issuer, clientId }: ClerkInstance): string {
    return `${keyPrefix}${encodeURIComponent(issuer)}.${encodeURIComponent(clientId)}`;
  }

  /** True for the name of any record of this store. */
  static owns(key: string): boolean {
    return key.startsWith(keyPrefix);
  }

  /** Counts sign-ins and sign-outs: a refresh notes it at its start and hands it to {@link update}. */
  get currentGeneration(): number {
    return this.generation;
  }

  /** Reads the record afresh: another window may have changed it. A damaged record counts as none. */
  async read(instance: ClerkInstance): Promise<ClerkSession | undefined> {
    const text = await this.secrets.get(SessionStore.keyOf(instance));
    const session = text === undefined ? undefined : parseSession(text);
    return session?.issuer === instance.issuer && session.clientId === instance.clientId ? session : undefined;
  }

  /**
   * Stores a new sign-in over whatever was there, and reads it back: keyrings fail in silence.
   *
   * @throws UserFacingError `storageFailed`
   */
  replace(session: ClerkSession): Promise<void> {
    this.generation++;
    return this.inTurn(async () => {
      try {
        await this.write(session);
      } catch (error) {
        throw storageFailed(error);
      }
      if ((await this.read(session))?.accessToken !== session.accessToken) {
        throw storageFailed(undefined);
      }
    });
  }

  /**
   * Stores a refreshed session, unless somebody signed out or in since `generation` was noted, here
   * or in another window: then the record no longer holds the refresh token that was used.
   *
   * @returns whether it was stored
   */
  update(session: ClerkSession, usedRefreshToken: string, generation: number): Promise<boolean> {
    return this.inTurn(async () => {
      const stored = await this.read(session);
      if (generation !== this.generation || stored?.refreshToken !== usedRefreshToken) {
        return false;
      }
      await this.write(session);
      return true;
    });
  }

  /** Forgets a session that turned out to be over, unless another one took its place meanwhile. */
  deleteUnchanged(session: ClerkSession, generation: number): Promise<void> {
    return this.inTurn(async () => {
      const stored = await this.read(session);
      if (generation === this.generation && stored?.accessToken === session.accessToken) {
        this.generation++;
        await this.secrets.delete(SessionStore.keyOf(session));
      }
    });
  }

  /** Forgets the session of an instance; a refresh under way can no longer bring it back. */
  delete(instance: ClerkInstance): Promise<void> {
    this.generation++;
    return this.inTurn(async () => {
      await this.secrets.delete(SessionStore.keyOf(instance));
    });
  }

  private async write(session: ClerkSession): Promise<void> {
    await this.secrets.store(SessionStore.keyOf(session), JSON.stringify(session));
  }

  // Without this a deletion could overtake a write that began before it.
  private inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(task);
    this.tail = turn.catch(() => undefined);
    return turn;
  }
}

function storageFailed(cause: unknown): UserFacingError {
  const message = l10n.t(
    "VS Code could not keep your sign-in, because its secret storage did not accept it. Check that the keyring of your system is unlocked, then sign in again.",
  );
  return new UserFacingError("storageFailed", message, ["signIn", "showLog"], { cause });
}
