import { deepStrictEqual, ok } from "node:assert/strict";
import { readFeedback } from "../../../src/agents/responseFeedback";
import { carryOut } from "../../../src/chat/responses/responseRequests";
import type { ResponseNews, ResponseOffers, ResponseRequest } from "../../../src/shared/responses";
import { type Act, type Call, isMissing, type Outcome, to } from "./call";
import type { Fault } from "../../stack/faults/fault";
import type { FaultWindow } from "./faultWindow";
import { settled } from "./runCalls";

const QUESTION = "What is the weather in Oslo in May?";

/** What a panel says of a trace without spans. */
const NOT_STORED = "The server hasn't stored the trace of this response yet.";

type Told<A extends ResponseNews["about"]> = ResponseNews & { readonly about: A };

/** A response of the shown thread, and what a person does with it. */
class AskedResponse {
  private requests = 0;

  private constructor(
    readonly window: FaultWindow,
    readonly turnId: string,
  ) {}

  static async ask(window: FaultWindow): Promise<AskedResponse> {
    await window.asked(QUESTION);
    return new AskedResponse(window, window.last?.id ?? "");
  }

  /** What the panel is told; undefined when that is nothing. */
  async tell<A extends ResponseNews["about"]>(
    request: ResponseRequest & { readonly about: A },
  ): Promise<Told<A> | undefined> {
    const { session, shown } = this.window;
    const told: ResponseNews[] = [];
    await carryOut(request, { session, threadId: shown.threadId, turns: shown.turns }, (news) => void told.push(news));
    return told.find((news): news is Told<A> => news.about === request.about);
  }

  async offers(): Promise<ResponseOffers> {
    return (await this.tell({ about: "offers" }))?.offers ?? {};
  }

  async rates(isHelpful: boolean): Promise<Outcome> {
    const news = await this.tell({ about: "rating", turnId: this.turnId, isHelpful });
    return { worked: news !== undefined && news.problem === undefined, said: news?.problem };
  }

  async speaks(): Promise<Outcome> {
    const news = await this.tell({ about: "speech", turnId: this.turnId, request: (this.requests += 1) });
    return { worked: (news?.speech?.base64.length ?? 0) > 0, said: news?.problem };
  }

  /** Reads the trace. @param fault with which it is read */
  async traces(
    fault?: Fault,
    worked: (trace: Told<"trace">) => boolean = ({ spans }) => spans.length > 0,
  ): Promise<Outcome> {
    const news = await this.tell({ about: "trace", turnId: this.turnId });
    ok(news, "the panel is told nothing");
    const isThere = news.spans.length > 0 || !fault || !isMissing(fault);
    return {
      worked: news.problem === undefined && worked(news),
      said: news.problem ?? (isThere ? undefined : NOT_STORED),
    };
  }

  /** Its trace, once the server has all of it, scores too. */
  async whole(): Promise<Told<"trace">> {
    let news: Told<"trace"> | undefined;
    await settledLater(async () => {
      news = await this.tell({ about: "trace", turnId: this.turnId });
      const root = news?.spans.find(({ parentId }) => parentId === undefined);
      return root !== undefined && root.status !== "running" && (news?.scores.length ?? 0) > 0;
    });
    ok(news && news.scores.length > 0, "the server never stored the trace");
    return news;
  }
}

/** As `settled`, for what has to be asked for. */
async function settledLater(condition: () => Promise<boolean>): Promise<void> {
  let holds = false;
  let asking = false;
  await settled(() => {
    if (!holds && !asking) {
      asking = true;
      void condition().then((result) => {
        holds = result;
        asking = false;
      });
    }
    return holds;
  });
}

function withResponse(
  name: string,
  request: Call["request"],
  mostRequests: number,
  act: (response: AskedResponse) => Act | Promise<Act>,
  more: Partial<Call> = {},
): Call {
  return {
    name,
    request,
    mostRequests,
    ...more,
    begin: async (window) => {
      await window.open();
      return act(await AskedResponse.ask(window));
    },
  };
}

/** One of the things that a panel asks of itself, to know what it may offer. */
function offering(name: string, path: RegExp, has: (offers: ResponseOffers) => boolean): Call {
  return withResponse(
    name,
    to("GET", path),
    2,
    (response) => ({
      run: async () => ({ worked: has(await response.offers()) }),
      again: async (fault) => {
        // A server that has said that it has no such thing, or not for this person, is asked again after a reload.
        if (isNo(fault)) {
          await response.window.renew();
        }
        ok(has(await response.offers()), "it is not offered any more");
      },
    }),
    { quiet: true },
  );
}

function isNo(fault: Fault): boolean {
  return isMissing(fault) || (fault.on === "gateway" && fault.status === 403);
}

/** Something read of a trace that the server has. */
function tracing(
  name: string,
  path: RegExp,
  read: (response: AskedResponse) => Promise<(fault?: Fault) => Promise<Outcome>>,
  more: Partial<Call> = {},
): Call {
  return withResponse(
    name,
    to("GET", path),
    2,
    async (response) => {
      await response.whole();
      const reads = await read(response);
      return {
        run: (_, fault) => reads(fault),
        again: async (fault) => {
          if (fault.on === "answer" && fault.then === "restart") {
            // This server keeps traces in its memory: those of before are gone with it.
            const another = await AskedResponse.ask(response.window);
            await another.whole();
            ok((await (await read(another))()).worked, "no other trace can be read");
          } else {
            ok((await reads()).worked, "it can't be read again");
          }
        },
      };
    },
    more,
  );
}

const feedback = withResponse(
  "send feedback on a response",
  to("POST", /\/observability\/feedback$/),
  1,
  (response) => ({
    run: () => response.rates(true),
    again: async () => {
      ok((await response.rates(false)).worked, "it can't be rated again");
      const { window } = response;
      const kept = await readFeedback(window.agents.access, window.shown.threadId, window.account?.sub ?? "");
      deepStrictEqual(kept[0]?.isHelpful, false);
      ok(kept.length <= 2, "it was sent more than once");
    },
  }),
);

const speak = withResponse("read a response aloud (speak)", to("POST", /\/voice\/speak$/), 1, (response) => ({
  run: () => response.speaks(),
  again: async () => ok((await response.speaks()).worked, "it can't be read aloud again"),
}));

/** The calls about responses, besides their words. */
export const RESPONSE_CALLS: readonly Call[] = [
  offering("ask whether the server keeps traces", /\/system\/packages$/, ({ traces }) => traces === true),
  offering("ask whether an agent reads aloud", /\/voice\/speakers$/, ({ voices = [] }) => voices.length > 0),
  offering("read feedback on a thread", /\/observability\/feedback$/, (offers) => offers.feedback === true),
  feedback,
  tracing("find the traces of a response", /\/observability\/traces\/light$/, (response) =>
    Promise.resolve((fault) => response.traces(fault)),
  ),
  tracing("read a trace", /\/observability\/traces\/[^/]+\/light$/, (response) =>
    Promise.resolve((fault) => response.traces(fault)),
  ),
  tracing(
    "read the scores of a response",
    /\/scores\/run\/[^/]+$/,
    (response) => Promise.resolve((fault) => response.traces(fault, ({ scores }) => scores.length > 0)),
    { quiet: true },
  ),
  tracing("read a span of a trace", /\/spans\/[^/]+$/, async (response) => {
    const [span] = (await response.whole()).spans;
    return async () => {
      const { traceId = "", id: spanId = "" } = span ?? {};
      const news = await response.tell({ about: "span", turnId: response.turnId, traceId, spanId });
      return { worked: news?.content.output !== undefined, said: news?.problem };
    };
  }),
  speak,
];
