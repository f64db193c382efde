import type { Fault, SeenRequest } from "./fault";
import { FaultProxy, type ProxyNetwork } from "./faultProxy";
import type { WrongTurns } from "./wrongTurns";

/** What is broken, and for which requests. */
export interface Outage {
  readonly matches: (request: SeenRequest) => boolean;
  readonly fault: Fault;
  /** So many requests that match get through before it begins. */
  readonly skip?: number;
  /** So many are hit; all of them until the network is mended when left out. */
  readonly times?: number;
}

interface Running extends Outage {
  seen: number;
  /** How many requests it was meant for and came. */
  hits: number;
}

/**
 * The network of one window: every request goes through a proxy before its server, or takes a wrong turn. It counts
 * what goes out.
 */
export class FaultyNetwork {
  /** What was sent, oldest first. */
  readonly requests: SeenRequest[] = [];
  private outages: Running[] = [];
  private readonly proxies = new Map<string, Promise<FaultProxy>>();
  private mend = Promise.withResolvers<undefined>();

  constructor(
    private readonly wrongTurns: Pick<WrongTurns, "origin">,
    private readonly restart: () => void = () => undefined,
  ) {}

  /** In the place of the global one. */
  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    const request: SeenRequest = {
      method: init?.method ?? "GET",
      path: url.pathname,
      hasToken: headers.has("authorization"),
    };
    const way = this.outageOf(request);
    if (way?.fault.on === "way") {
      this.take(request);
      return fetch(new URL(url.pathname + url.search, this.wrongTurns.origin(way.fault.to)), init);
    }
    const proxy = await this.proxyOf(url.origin);
    return fetch(new URL(url.pathname + url.search, proxy.origin), init);
  };

  /**
   * From now on, until `mended`.
   *
   * @returns how many requests have met it
   */
  break(outage: Outage): () => number {
    const running: Running = { ...outage, seen: 0, hits: 0 };
    this.outages.push(running);
    return () => running.hits;
  }

  /** Whether the next request that an outage is meant for meets it. */
  get isArmed(): boolean {
    return this.outages.some(({ seen, skip = 0 }) => seen >= skip);
  }

  /** Everything gets through again; answers that were late come now. */
  mended(): void {
    this.outages = [];
    this.mend.resolve(undefined);
    this.mend = Promise.withResolvers<undefined>();
  }

  async close(): Promise<void> {
    this.mended();
    const proxies = await Promise.all(this.proxies.values());
    await Promise.all(proxies.map((proxy) => proxy.close()));
  }

  private outageOf(request: SeenRequest): Running | undefined {
    return this.outages.find(
      ({ matches, skip = 0, times = Infinity, seen, hits }) => matches(request) && seen >= skip && hits < times,
    );
  }

  /** Notes a request, and says what happens to it. */
  private take(request: SeenRequest): Fault | undefined {
    this.requests.push(request);
    const outage = this.outageOf(request);
    for (const each of this.outages) {
      each.seen += each.matches(request) ? 1 : 0;
    }
    if (outage) {
      outage.hits += 1;
    }
    return outage?.fault;
  }

  private proxyOf(origin: string): Promise<FaultProxy> {
    const known = this.proxies.get(origin);
    if (known) {
      return known;
    }
    const network = (): ProxyNetwork => ({
      take: (request) => this.take(request),
      mended: this.mend.promise,
      restart: this.restart,
    });
    const proxy = FaultProxy.start(origin, network);
    this.proxies.set(origin, proxy);
    return proxy;
  }
}
