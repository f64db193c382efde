import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import { type Discovery, offersDeviceGrant } from "../clerk/discovery";
import { type AuthLog, abortable } from "../clerk/http";
import type { ClerkSession } from "../session/clerkSession";
import type { BrowserWay } from "./browserWay";
import type { DeviceGrant } from "./deviceGrant";
import { type FlowId, flowsFor } from "./flows";
import { pasteWay } from "./pasteWay";
import { SignInLog } from "./signInLog";
import type { SignInTurn } from "./signInTurn";
import type { SignInRequest, SignInUi, SignInWindow } from "./signInWindow";
import { otherWays, wayAfter } from "./wayOrder";

/** A sign-in under way. */
interface Running {
  /** Ends it. */
  readonly stop: AbortController;
  /** Ends the way under way. */
  way: AbortController;
  /** What the person wants instead of the way under way. */
  chosen: FlowId | undefined;
}

type Wishes = Omit<SignInTurn, "flow" | "metadata">;

/** Signs a person in by the best way of the host, or by the next ones. */
export class InteractiveSignIn {
  private current: Running | undefined;

  constructor(
    private readonly discovery: Discovery,
    private readonly browser: BrowserWay,
    private readonly device: DeviceGrant,
    private readonly log: AuthLog,
  ) {}

  /**
   * Runs until a way succeeded, failed or was given up. One at a time: a new one cancels the older.
   *
   * @param signal aborted when the person cancels
   * @returns the new session, not stored yet; undefined when the person cancelled or a newer sign-in took over
   * @throws UserFacingError
   */
  async run(
    request: SignInRequest,
    window: SignInWindow,
    ui: SignInUi,
    signal: AbortSignal,
  ): Promise<ClerkSession | undefined> {
    this.cancel();
    const running: Running = { stop: new AbortController(), way: new AbortController(), chosen: request.first };
    this.current = running;
    const log = new SignInLog(this.log, new URL(request.instance.issuer).host);
    const wishes: Wishes = { request, window, ui, log, signal: AbortSignal.any([signal, running.stop.signal]) };
    try {
      const session = await this.tryWays(wishes, running);
      log.step(session === undefined ? "Sign-in cancelled" : "Sign-in finished");
      return session;
    } catch (error) {
      if (isCancellation(error)) {
        log.step("Sign-in cancelled");
        return undefined;
      }
      log.trouble("Sign-in failed", error instanceof UserFacingError ? error.kind : "unexpected error");
      throw error;
    } finally {
      if (this.current === running) {
        this.current = undefined;
      }
    }
  }

  /** Ends the way under way and begins that one, from its start. Without a sign-in under way nothing happens. */
  switchTo(flow: FlowId): void {
    if (this.current !== undefined) {
      this.current.chosen = flow;
      this.current.way.abort();
    }
  }

  /** Gives up the sign-in under way, if there is one. */
  cancel(): void {
    this.current?.stop.abort();
  }

  private async tryWays(wishes: Wishes, running: Running): Promise<ClerkSession | undefined> {
    const { request, window, ui, log, signal } = wishes;
    const metadata = await abortable(this.discovery.get(request.instance.issuer), signal);
    const ways = flowsFor(window.traits, { deviceGrant: offersDeviceGrant(metadata) });
    const failed = new Set<FlowId>();
    let flow = ways[0] ?? "paste";
    for (;;) {
      flow = running.chosen !== undefined && ways.includes(running.chosen) ? running.chosen : flow;
      running.chosen = undefined;
      running.way = new AbortController();
      const others = otherWays(ways, flow, failed);
      log.flow(flow, window.traits);
      ui.started(flow, others);
      const turn = { ...wishes, flow, metadata, signal: AbortSignal.any([signal, running.way.signal]) };
      try {
        const session = await this.take(turn);
        if (session !== undefined || !wasSwitched(running, signal)) {
          return session;
        }
      } catch (error) {
        // What became of a way that the person has left does not matter.
        if (!wasSwitched(running, signal)) {
          failed.add(flow);
          flow = wayAfter(error, others);
          log.step("This way could not start, and the next one begins");
        }
      }
    }
  }

  private async take(turn: SignInTurn): Promise<ClerkSession | undefined> {
    switch (turn.flow) {
      case "uriHandler":
      case "relay":
      case "loopback":
        return this.browser.run(turn);
      case "deviceGrant":
        return this.device.run(turn);
      case "paste":
        return pasteWay(turn);
    }
  }
}

function wasSwitched({ chosen }: Running, signal: AbortSignal): boolean {
  return chosen !== undefined && !signal.aborted;
}
