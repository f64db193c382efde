import type { AuthLog } from "../clerk/http";
import type { FlowId, HostTraits } from "./flows";

/** The steps of one sign-in, each with the time since its beginning. Nothing of a query is ever in a line. */
export class SignInLog {
  private readonly started: number;

  /** @param issuerHost host of the Clerk instance */
  constructor(
    private readonly log: AuthLog,
    private readonly issuerHost: string,
    private readonly now: () => number = Date.now,
  ) {
    this.started = now();
  }

  /** A way begins. */
  flow(flow: FlowId, { ui, remote }: HostTraits): void {
    this.log.info(`Sign-in at ${this.issuerHost}: flow ${flow} on ${ui}, ${remote ? "remote" : "local"}.`);
  }

  /** @param what a sentence without its full stop; the time is added to it */
  step(what: string): void {
    this.log.info(`${what} after ${this.elapsed}.`);
  }

  /** The same for what went wrong. @param why a word, never a message of somebody else */
  trouble(what: string, why: string): void {
    this.log.warn(`${what} after ${this.elapsed}: ${why}.`);
  }

  private get elapsed(): string {
    return `${((this.now() - this.started) / 1000).toFixed(1)} s`;
  }
}
