import { UserFacingError } from "../../shared/userFacingError";
import type { ClerkSession } from "../session/clerkSession";
import { createAuthorizationSecrets, normalizeScopes } from "./authorizationRequest";
import { BrowserVisit } from "./browserVisit";
import type { CodeExchange } from "./codeExchange";
import { LoopbackServer } from "./loopbackServer";
import type { PendingSignIns } from "./pendingSignIns";
import type { Preflight } from "./preflight";
import { type RedirectTarget, editorTarget, loopbackTarget, relayTarget } from "./redirectTarget";
import { portNotOpened, signInTimedOut } from "./signInSentences";
import type { SignInTurn } from "./signInTurn";
import { WayNotStarted } from "./wayNotStarted";

const troubleAfterMs = 60_000;

/** The ways in which a browser brings a code back: URI handler, relay and loopback (RFC 6749 §4.1, RFC 8252). */
export class BrowserWay {
  /** @param troubleAfter milliseconds without an answer after which the person is told what may be wrong */
  constructor(
    private readonly exchange: CodeExchange,
    private readonly pending: PendingSignIns,
    private readonly preflight: Preflight,
    private readonly troubleAfter = troubleAfterMs,
  ) {}

  /**
   * @returns undefined when the person cancelled
   * @throws WayNotStarted when the browser or the way back to the editor cannot be had; UserFacingError
   */
  async run(turn: SignInTurn): Promise<ClerkSession | undefined> {
    if (turn.flow !== "loopback") {
      return this.visit(turn, (state) => targetOf(turn, state));
    }
    const server = await this.listen();
    try {
      return await this.visit(turn, (state) => loopbackTarget(server.redirectUri, state));
    } finally {
      server.close();
    }
  }

  private async listen(): Promise<LoopbackServer> {
    try {
      return await LoopbackServer.start((query) => this.pending.handle(query));
    } catch (error) {
      throw new WayNotStarted(portNotOpened(error));
    }
  }

  private async visit(
    turn: SignInTurn,
    targetFor: (state: string) => RedirectTarget | Promise<RedirectTarget>,
  ): Promise<ClerkSession | undefined> {
    const { request, metadata, log, signal } = turn;
    const secrets = createAuthorizationSecrets();
    const target = await targetFor(secrets.state);
    const visit = new BrowserVisit(this.pending, this.preflight, this.troubleAfter, turn, target);
    const result = await visit.run(secrets);
    switch (result.kind) {
      case "cancelled":
        return undefined;
      case "timedOut":
        throw signInTimedOut(target.registered);
      case "callback": {
        log.step("The browser came back");
        const { instance } = request;
        const scope = normalizeScopes(request.scopes).join(" ");
        return this.exchange.run({ metadata, instance, secrets, target, scope, callback: result.parameters }, signal);
      }
    }
  }
}

/** Where the browser comes back to, without a port. A setting that makes it impossible stops only this way. */
async function targetOf({ flow, request, window }: SignInTurn, state: string): Promise<RedirectTarget> {
  try {
    return flow === "relay" ? await relayTarget(window, request.redirectRelay, state) : editorTarget(window, state);
  } catch (error) {
    throw error instanceof UserFacingError ? new WayNotStarted(error) : error;
  }
}
