import * as l10n from "@vscode/l10n";
import { UserFacingError } from "../../shared/userFacingError";
import type { ChatServer } from "./chatConsent";
import { KeptConsent } from "./keptConsent";
import type { ConsentAnswer, ConsentState } from "./originConsent";

/** Which extension asks whose agents. */
export interface ExtensionServer extends ChatServer {
  /** The extension's id in lower case. */
  readonly extension: string;
  /** The extension's name for people to read. */
  readonly extensionName: string;
}

/** What was answered about an extension and a server. */
export interface AnsweredExtension {
  readonly extension: string;
  readonly address: string;
  readonly allowed: boolean;
}

/** Asks once for each extension, account and server whether it may ask agents there, and remembers the answer. */
export class ExtensionConsent {
  private readonly consent: KeptConsent<ExtensionServer>;

  /** @param ask puts the question to the person */
  constructor(state: ConsentState, ask: (server: ExtensionServer) => PromiseLike<ConsentAnswer>) {
    this.consent = new KeptConsent({ stateKey: "agentChat.extensionConsent", keyOf, declined }, state, ask);
  }

  /**
   * Returns when the extension may ask. Who leaves the question without an answer is asked again at the next call.
   *
   * @throws UserFacingError `extensionDeclined`
   */
  require(server: ExtensionServer): Promise<void> {
    return this.consent.require(server);
  }

  /** Every extension and server that somebody has answered for, in the order of their names. */
  answered(): readonly AnsweredExtension[] {
    const found = new Map<string, AnsweredExtension>();
    for (const [key, { address, answer }] of this.consent.kept()) {
      const extension = extensionOf(key);
      const allowed = answer === "allowed" || found.get(`${extension} ${address}`)?.allowed === true;
      found.set(`${extension} ${address}`, { extension, address, allowed });
    }
    return [...found].sort(([a], [b]) => a.localeCompare(b)).map(([, answered]) => answered);
  }

  /** Forgets what was answered for an extension and a server, whoever did: its next call asks again. */
  forget({ extension, address }: Pick<AnsweredExtension, "extension" | "address">): Promise<void> {
    return this.consent.drop((key, kept) => extensionOf(key) === extension && kept.address === address);
  }
}

function keyOf({ extension, ownerId }: ExtensionServer): string {
  return `${extension} ${ownerId}`;
}

/** An extension's id has no spaces. */
function extensionOf(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf(" ")));
}

function declined({ extensionName, server }: ExtensionServer, again: boolean): UserFacingError {
  const message = again
    ? l10n.t("{0} did not ask {1}, because you did not allow it.", extensionName, server)
    : l10n.t(
        "{0} did not ask {1}, because you do not allow it. To be asked anew, remove it in “Manage Allowed Servers…”.",
        extensionName,
        server,
      );
  return new UserFacingError("extensionDeclined", message);
}
