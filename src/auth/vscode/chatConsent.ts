import * as l10n from "@vscode/l10n";
import type { Account } from "../../shared/account";
import { UserFacingError } from "../../shared/userFacingError";
import { KeptConsent } from "./keptConsent";
import type { ConsentAnswer, ConsentState } from "./originConsent";

/** To whose server VS Code's chat sends. */
export interface ChatServer {
  /** Names the owner without saying who they are, as `OwnerSession.id`. */
  readonly ownerId: string;
  /** The server's base address with path and API prefix. */
  readonly address: string;
  /** Host and port, for people to read. */
  readonly server: string;
  readonly account: Pick<Account, "label" | "organization">;
}

/**
 * Asks once for each account and server whether VS Code's chat may send there what it sends to a model and to the
 * tools of the server's MCP servers, and remembers the answer.
 */
export class ChatConsent {
  private readonly consent: KeptConsent<ChatServer>;

  /** @param ask puts the question to the person */
  constructor(state: ConsentState, ask: (server: ChatServer) => PromiseLike<ConsentAnswer>) {
    const rule = { stateKey: "agentChat.chatConsent", keyOf: ({ ownerId }: ChatServer) => ownerId, declined };
    this.consent = new KeptConsent(rule, state, ask);
  }

  /**
   * Returns when VS Code's chat may send there. Who leaves the question without an answer is asked again at the
   * next call.
   *
   * @throws UserFacingError `chatDeclined`
   */
  require(server: ChatServer): Promise<void> {
    return this.consent.require(server);
  }

  /** What was answered for an owner; undefined when nothing was. */
  answer(ownerId: string): ConsentAnswer {
    return this.consent.answer(ownerId);
  }

  /** Addresses of the servers that somebody has answered for, and whether it was a yes; in the order of their names. */
  answered(): readonly { readonly address: string; readonly allowed: boolean }[] {
    const answers = this.consent.kept().map(([, kept]) => kept);
    return [...new Set(answers.map(({ address }) => address))]
      .sort((a, b) => a.localeCompare(b))
      .map((address) => ({
        address,
        allowed: answers.some((kept) => kept.address === address && kept.answer === "allowed"),
      }));
  }

  /** Forgets what was answered for a server, whoever did: the next call asks again. */
  forget(address: string): Promise<void> {
    return this.consent.drop((_, kept) => kept.address === address);
  }
}

function declined({ server }: ChatServer, again: boolean): UserFacingError {
  const message = again
    ? l10n.t("Nothing was sent to {0}, because you did not allow it. Ask again to be asked anew.", server)
    : l10n.t(
        "Nothing was sent to {0}, because you do not allow VS Code's chat to send there. To be asked anew, remove it in “Manage Allowed Servers…”.",
        server,
      );
  return new UserFacingError("chatDeclined", message);
}
