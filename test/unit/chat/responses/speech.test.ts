import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { ResponseNews } from "../../../../src/shared/responses";
import { fromBase64 } from "../../../../src/shared/bytes";
import type { Turn } from "../../../../src/shared/transcript";
import { openMastra } from "../../setup/openMastra";
import { AskedResponses } from "./askedResponses";

type Spoken = ResponseNews & { readonly about: "speech" };

describe("reading a response aloud, with a Mastra server", function () {
  this.timeout(180_000);
  const mastra = openMastra();
  let thread: AskedResponses;

  beforeEach(() => {
    thread = new AskedResponses(mastra);
    mastra.server.said.length = 0;
  });

  const answer = (text: string, agentId = "weatherAgent"): Turn => ({
    ...{ id: "a1", role: "agent", agentName: "", agentId, state: "complete", createdAt: 1 },
    parts: [
      { kind: "reasoning", id: "r", text: "Think.", finished: true },
      { kind: "text", id: "t", text },
    ],
  });

  const speak = async (request = 1): Promise<readonly Spoken[]> => {
    const news = await thread.tell({ about: "speech", turnId: "a1", request });
    return news.filter((each) => each.about === "speech");
  };

  it("is offered for agents with a voice, with one request for each", async () => {
    thread.turns = [answer("One."), answer("Two."), answer("Three.", "glossaryAgent"), answer("Four.", "nobody")];
    const before = mastra.server.requests.length;
    for (let times = 0; times < 2; times += 1) {
      const [news] = await thread.offers();
      deepStrictEqual(news?.about === "offers" && news.offers, { voices: ["weatherAgent"] });
    }
    deepStrictEqual(
      mastra.server.requests
        .slice(before)
        .map(({ path }) => path)
        .sort(),
      [
        "/api/agents/glossaryAgent/voice/speakers",
        "/api/agents/nobody/voice/speakers",
        "/api/agents/weatherAgent/voice/speakers",
        "/api/system/packages",
      ],
    );
  });

  it("brings the bytes of its words, without the signs of Markdown", async () => {
    thread.turns = [answer("## Oslo\n\nIt is **mild** &amp; [dry](https://example.com).\n\n- One\n- `two`")];
    const [news, ...rest] = await speak(7);
    deepStrictEqual([news?.request, news?.problem, rest], [7, undefined, []]);
    const { base64 = "", isCut } = news?.speech ?? {};
    strictEqual(isCut, undefined);
    strictEqual(Buffer.from(fromBase64(base64)).subarray(8, 12).toString(), "WAVE");
    deepStrictEqual(mastra.server.said, ["Oslo\n\nIt is mild & dry.\n\nOne\ntwo"]);
  });

  it("reads the beginning of a long response, and says so", async () => {
    thread.turns = [answer("A long day. ".repeat(1000))];
    const [news] = await speak();
    strictEqual(news?.speech?.isCut, true);
    deepStrictEqual(
      mastra.server.said.map(({ length }) => length),
      [4000],
    );
  });

  it("says in one sentence that it couldn't be read", async () => {
    thread.turns = [answer("Hello.", "glossaryAgent")];
    const [news] = await speak();
    match(news?.problem ?? "", /couldn't read the response/);
    thread.turns = [answer("Hello.", "nobody")];
    match((await speak())[0]?.problem ?? "", /has no agent "nobody"/);
  });

  it("is one at a time, in all places: the one before is silenced, also while it is on its way", async () => {
    thread.turns = [answer("Hello.")];
    const heard: (readonly [number, boolean])[] = [];
    const hear = (news: ResponseNews) =>
      news.about === "speech" && heard.push([news.request, news.speech !== undefined]);
    const all = [1, 2, 3].map((request) => thread.tell({ about: "speech", turnId: "a1", request }, hear));
    await Promise.all(all);
    deepStrictEqual(heard, [
      [1, false],
      [2, false],
      [3, true],
    ]);
    await thread.tell({ about: "speech", turnId: "a1", request: 4 }, hear);
    deepStrictEqual(heard.slice(3), [
      [3, false],
      [4, true],
    ]);
  });

  it("ends when a person wants silence", async () => {
    thread.turns = [answer("Hello.")];
    const heard: ResponseNews[] = [];
    await thread.tell({ about: "speech", turnId: "a1", request: 1 }, (news) => heard.push(news));
    await thread.tell({ about: "silence" });
    deepStrictEqual(heard.slice(1), [{ about: "speech", request: 1 }]);
    await thread.tell({ about: "silence" });
    strictEqual(heard.length, 2);
  });
});
