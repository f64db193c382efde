import { useEffect, useState } from "preact/hooks";
import type { ToViewMessages } from "../../shared/protocol";
import type { ResponseNews, ResponseOffers, ResponseRequest } from "../../shared/responses";
import type { Panel } from "../state/panel";
import { SpeechPlayer } from "./speechPlayer";

/** What a person thinks of a response, and what became of telling it. */
export interface Rating {
  readonly isHelpful?: boolean;
  /** The last one that the server has kept: where a later one could not be, it holds again. */
  readonly kept?: boolean;
  /** `asked`: the box for a comment stands open; `sending` and `sent` are about a comment. */
  readonly comment?: "asked" | "sending" | "sent";
  /** Why the server has not kept it. */
  readonly problem?: string;
}

/** All that is known of the responses of one thread. */
export interface ThreadResponses {
  readonly offers: ResponseOffers;
  readonly ratings: Readonly<Record<string, Rating>>;
  /** By turn; missing while it is being read. */
  readonly traces: Readonly<Record<string, ToldTrace | undefined>>;
  /** By trace and span; missing while it is being read. */
  readonly spans: Readonly<Record<string, ToldSpan | undefined>>;
}

export type ToldTrace = ResponseNews & { readonly about: "trace" };
export type ToldSpan = ResponseNews & { readonly about: "span" };

const NOTHING: ThreadResponses = { offers: {}, ratings: {}, traces: {}, spans: {} };

/**
 * What the host has told of the responses of the thread that is shown. Of another thread, or another owner's, nothing
 * stays: the host tells it again.
 */
export class ResponseStore {
  private place = "";
  private known = NOTHING;
  private readonly listeners = new Set<() => void>();

  /** What is read aloud. */
  readonly player = new SpeechPlayer({
    ask: (turnId, request) => this.ask({ about: "speech", turnId, request }),
    silence: () => this.ask({ about: "silence" }),
    onChange: () => this.changed(),
  });

  constructor(private readonly panel: Panel) {
    panel.onResponse = ({ shown, news }) => {
      if (placeOf(shown) === placeOf(panel.shown)) {
        this.learn(news);
      }
    };
  }

  get responses(): ThreadResponses {
    const place = placeOf(this.panel.shown);
    if (place !== this.place) {
      this.place = place;
      this.known = NOTHING;
      this.player.leave();
    }
    return this.known;
  }

  /** @returns what ends the listening */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      this.stopLost();
    };
  }

  /** A response that is not there any more, such as in another thread, is not read on. */
  private stopLost(): void {
    const { reading } = this.player;
    const { turns } = this.panel.model.transcript;
    if (reading && !turns.some(({ id }) => id === reading.turnId)) {
      this.player.stop();
    }
  }

  ask(request: ResponseRequest): void {
    this.panel.post("response", { request });
  }

  /** Says what a person thinks of a response; shown at once. */
  rate(turnId: string, isHelpful: boolean): void {
    const isNew = this.responses.ratings[turnId]?.isHelpful !== isHelpful;
    this.change(turnId, { isHelpful, comment: "asked", problem: undefined });
    if (isNew) {
      this.ask({ about: "rating", turnId, isHelpful });
    }
  }

  comment(turnId: string, comment: string): void {
    const { isHelpful } = this.responses.ratings[turnId] ?? {};
    if (isHelpful !== undefined) {
      this.change(turnId, { comment: "sending", problem: undefined });
      this.ask({ about: "rating", turnId, isHelpful, comment });
    }
  }

  /** Reads a trace, or reads it again. */
  readTrace(turnId: string): void {
    this.set({ traces: { ...this.responses.traces, [turnId]: undefined } });
    this.ask({ about: "trace", turnId });
  }

  /** What is known of a span; undefined while it is being read. */
  span(traceId: string, spanId: string): ToldSpan | undefined {
    return this.responses.spans[spanKey(traceId, spanId)];
  }

  readSpan(turnId: string, traceId: string, spanId: string): void {
    this.set({ spans: { ...this.responses.spans, [spanKey(traceId, spanId)]: undefined } });
    this.ask({ about: "span", turnId, traceId, spanId });
  }

  change(turnId: string, change: { readonly [K in keyof Rating]: Rating[K] | undefined }): void {
    const { ratings } = this.responses;
    const rating = { ...ratings[turnId], ...change } as Rating;
    this.set({ ratings: { ...ratings, [turnId]: rating } });
  }

  private learn(news: ResponseNews): void {
    switch (news.about) {
      case "offers": {
        const told = Object.entries(news.ratings).map(([id, kept]) => [id, { isHelpful: kept, kept }]);
        // What was chosen meanwhile is newer.
        const ratings = { ...(Object.fromEntries(told) as ThreadResponses["ratings"]), ...this.responses.ratings };
        this.set({ offers: news.offers, ratings });
        break;
      }
      case "rating":
        this.rated(news);
        break;
      case "speech":
        this.player.told(news);
        break;
      case "trace":
        this.set({ traces: { ...this.responses.traces, [news.turnId]: news } });
        break;
      case "span":
        this.set({ spans: { ...this.responses.spans, [spanKey(news.traceId, news.spanId)]: news } });
        break;
    }
  }

  private rated({ turnId, isHelpful, commented, problem }: ResponseNews & { about: "rating" }): void {
    const { kept, isHelpful: chosen, comment } = this.responses.ratings[turnId] ?? {};
    if (problem === undefined) {
      this.change(turnId, { kept: isHelpful, ...(commented ? { comment: "sent" } : {}) });
    } else if (commented) {
      this.change(turnId, { comment: "asked", problem });
    } else if (chosen === isHelpful) {
      this.change(turnId, { isHelpful: kept, comment: comment === "asked" ? undefined : comment, problem });
    }
  }

  private set(change: Partial<ThreadResponses>): void {
    this.known = { ...this.responses, ...change };
    this.changed();
  }

  private changed(): void {
    this.listeners.forEach((listener) => listener());
  }
}

function spanKey(traceId: string, spanId: string): string {
  return `${traceId} ${spanId}`;
}

function placeOf({ owner, threadId }: ToViewMessages["response"]["shown"]): string {
  return `${owner} ${threadId}`;
}

const stores = new WeakMap<Panel, ResponseStore>();

/** The panel's store; the component draws again when it has changed. */
export function useResponses(panel: Panel): ResponseStore {
  const store = stores.get(panel) ?? new ResponseStore(panel);
  stores.set(panel, store);
  const [, draw] = useState({});
  useEffect(() => store.listen(() => draw({})), [store]);
  return store;
}
