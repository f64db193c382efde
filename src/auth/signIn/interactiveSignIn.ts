import { UserFacingError, isCancellation } from "../../shared/userFacingError";
import { type Discovery, offersDeviceGrant } from "../clerk/discovery";
import { type AuthLog, abortable } from "../clerk/http";
import type { ClerkSession } from "../session/clerkSession";
import type { AuthorizationCodeFlow } from "./authorizationCodeFlow";
import type { DeviceFlow } from "./deviceFlow";
import { type FlowContext, SignInLog, type SignInRequest, type SignInUi, type SignInWindow } from "./flowContext";
import { type FlowId, flowAfter, flowsFor, otherFlows } from "./flows";

/** A sign-in under way. */
interface Running {
  /** Ends it. */
  readonly stop: AbortController;
  /** Ends the flow under way. */
  flow: AbortController;
  /** What the person wants instead of the flow under way. */
  chosen: FlowId | undefined;
}

/** What all flows of a sign-in share. */
type SharedContext = Omit<FlowContext, "flow" | "metadata">;

/** Signs a person in by the best flow of the host, or by the next ones. */
export class InteractiveSignIn {
  private current: Running | undefined;

  constructor(
    private readonly discovery: Discovery,
    private readonly browser: AuthorizationCodeFlow,
    private readonly device: DeviceFlow,
    private readonly log: AuthLog,
  ) {}

  /**
   * Runs until a flow succeeded, failed or was given up. One at a time: a new one cancels the older.
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
    const running: Running = { stop: new AbortController(), flow: new AbortController(), chosen: request.first };
    this.current = running;
    const log = new SignInLog(this.log, new URL(request.instance.issuer).host);
    const shared: SharedContext = { request, window, ui, log, signal: AbortSignal.any([signal, running.stop.signal]) };
    try {
      const session = await this.tryFlows(shared, running);
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

  /** Ends the flow under way and begins that one, from its start. Without a sign-in under way nothing happens. */
  switchTo(flow: FlowId): void {
    if (this.current !== undefined) {
      this.current.chosen = flow;
      this.current.flow.abort();
    }
  }

  /** Gives up the sign-in under way, if there is one. */
  cancel(): void {
    this.current?.stop.abort();
  }

  private async tryFlows(shared: SharedContext, running: Running): Promise<ClerkSession | undefined> {
    const { request, window, ui, log, signal } = shared;
    const metadata = await abortable(this.discovery.get(request.instance.issuer), signal);
    const flows = flowsFor(window.traits, { deviceGrant: offersDeviceGrant(metadata) });
    const failed = new Set<FlowId>();
    let flow = flows[0] ?? "paste";
    for (;;) {
      flow = running.chosen !== undefined && flows.includes(running.chosen) ? running.chosen : flow;
      running.chosen = undefined;
      running.flow = new AbortController();
      const others = otherFlows(flows, flow, failed);
      log.flow(flow, window.traits);
      ui.started(flow, others);
      const context = { ...shared, flow, metadata, signal: AbortSignal.any([signal, running.flow.signal]) };
      try {
        const session = await this.take(context);
        if (session !== undefined || !wasSwitched(running, signal)) {
          return session;
        }
      } catch (error) {
        // What became of a flow that the person has left does not matter.
        if (!wasSwitched(running, signal)) {
          failed.add(flow);
          flow = flowAfter(error, others);
          log.step("This flow could not start, and the next one begins");
        }
      }
    }
  }

  private async take(context: FlowContext): Promise<ClerkSession | undefined> {
    switch (context.flow) {
      case "uriHandler":
      case "relay":
      case "loopback":
        return this.browser.run(context);
      case "deviceGrant":
        return this.device.run(context);
      case "paste":
        return pasteFlow(context);
    }
  }
}

function wasSwitched({ chosen }: Running, signal: AbortSignal): boolean {
  return chosen !== undefined && !signal.aborted;
}

/**
 * Signs in with a token that the person has.
 *
 * @returns undefined when the person gave up
 * @throws UserFacingError when the token cannot work
 */
async function pasteFlow({ window, request, signal }: FlowContext): Promise<ClerkSession | undefined> {
  const token = await abortable(window.askForToken(signal), signal);
  return token === undefined ? undefined : { ...token, ...request.instance, scope: "", kind: "pasted" };
}
