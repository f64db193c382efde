import assert from "node:assert/strict";
import { CITIES } from "../../stack/mastra/climate/climateNormals";
import { cityInText, findCity } from "../../stack/mastra/climate/findCity";
import { AnswerGate } from "../../stack/mastra/model/answerGate";
import { decide } from "../../stack/mastra/model/decide";
import { hostedModel } from "../../stack/mastra/model/chooseModel";
import { readQuestion } from "../../stack/mastra/model/question";
import { ScriptedModel } from "../../stack/mastra/model/scriptedModel";

describe("climate normals", () => {
  it("has at least 150 cities with twelve plausible months each, every city once", () => {
    assert.ok(CITIES.length >= 150);
    for (const { city, temperatures, precipitation, latitude, longitude } of CITIES) {
      assert.equal(temperatures.length, 12, city);
      assert.equal(precipitation.length, 12, city);
      assert.ok(
        temperatures.every((value) => Number.isFinite(value) && value > -30 && value < 42),
        city,
      );
      assert.ok(
        precipitation.every((value) => value >= 0 && value < 1300),
        city,
      );
      assert.ok(Math.abs(latitude) < 70 && Math.abs(longitude) <= 180, city);
      // Away from the tropics the warm half of the year tells the hemisphere: a row typed in the wrong place shows.
      if (Math.abs(latitude) > 25) {
        assert.equal(temperatures[6]! > temperatures[0]!, latitude > 0, city);
      }
    }
    assert.equal(new Set(CITIES.map(({ city, country }) => `${city}|${country}`)).size, CITIES.length);
  });

  for (const [text, city] of [
    ["What's the weather like in New York", "New York"],
    ["is it cold in são paulo?", "Sao Paulo"],
    ["zürich in march", "Zurich"],
    ["NYC please", "New York"],
    ["how nice is the weather in Nice", "Nice"],
    ["weather in Panama City or Paris", "Panama City"],
    ["what a nice day", undefined],
    ["the parish romeo limabean", undefined],
  ] as const) {
    it(`finds ${city ?? "no city"} in "${text}"`, () => assert.equal(cityInText(text)?.city, city));
  }

  it("takes a name with its country", () => {
    assert.equal(findCity("Paris, France")?.country, "France");
    assert.equal(findCity("Atlantis"), undefined);
  });
});

describe("scripted model's reading of questions", () => {
  it("finds city, month and period", () => {
    assert.deepEqual(
      ["Oslo in may", "May I ask about Oslo?", "Oslo month by month", "Oslo over the year"].map((text) => {
        const { city, month, wholeYear } = readQuestion([text]);
        return [city, month, wholeYear];
      }),
      [
        ["Oslo", "May", false],
        ["Oslo", undefined, false],
        ["Oslo", undefined, true],
        ["Oslo", undefined, true],
      ],
    );
  });

  it("takes the last city of the thread, and unknown places by their capitals", () => {
    assert.equal(readQuestion(["Oslo or Paris?", "Rome", "and tomorrow?"]).city, "Rome");
    assert.equal(readQuestion(["weather in Little Whinging please"]).city, "Little Whinging");
    assert.equal(readQuestion(["weather in March"]).city, undefined);
  });

  it("counts travellers", () => {
    const count = (text: string): number => readQuestion([text]).travellers;
    assert.deepEqual(["Book Oslo", "for two", "for 4", "12 people", "for 99"].map(count), [1, 2, 4, 12, 20]);
  });
});

describe("scripted model", () => {
  const apiUrl = (): string => "http://localhost:1";
  const model = new ScriptedModel({ agentId: "weatherAgent", apiUrl, chunkDelayMs: 1, decide });
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Explain hail and fog" }] }];

  it("generates what it streams", async () => {
    const { content } = await model.doGenerate({ prompt });
    const { stream } = await model.doStream({ prompt });
    let text = "";
    const reader = stream.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text += next.value.type === "text-delta" ? next.value.delta : "";
    }
    assert.deepEqual(content, [{ type: "text", text }]);
    assert.match(text, /Fog[^]*Hail/);
  });

  it("stops in the middle when aborted", async () => {
    const controller = new AbortController();
    const { stream } = await model.doStream({ prompt, abortSignal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort();
    await assert.rejects(
      async () => {
        while (!(await reader.read()).done);
      },
      { name: "AbortError" },
    );
  });

  it("pauses in the middle of its text until it may go on, and ends there when aborted", async () => {
    const gate = new AnswerGate();
    const paused = new ScriptedModel({ agentId: "weatherAgent", apiUrl, chunkDelayMs: 0, gate, decide });
    gate.pauseAt(20);
    const controller = new AbortController();
    const [whole, aborted] = await Promise.all([
      paused.doStream({ prompt }),
      paused.doStream({ prompt, abortSignal: controller.signal }),
    ]);
    const written = { whole: "", aborted: "" };
    const read = async (name: keyof typeof written, { stream }: typeof whole): Promise<void> => {
      const reader = stream.getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        written[name] += next.value.type === "text-delta" ? next.value.delta : "";
      }
    };
    const reading = read("whole", whole);
    const stopped = assert.rejects(read("aborted", aborted), { name: "AbortError" });
    while (written.whole.length < 20 || written.aborted.length < 20) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const before = { ...written };
    controller.abort();
    await stopped;
    assert.deepEqual(written, before);
    gate.pauseAt(Number.POSITIVE_INFINITY);
    await reading;
    assert.match(written.whole, /Fog[^]*Hail/);
  });

  it("gives way to a provider that there is a key for", () => {
    assert.equal(hostedModel({}), undefined);
    assert.equal(hostedModel({ OPENAI_API_KEY: "" }), undefined);
    assert.match(hostedModel({ ANTHROPIC_API_KEY: "k" })!, /^anthropic\//);
    assert.match(hostedModel({ GOOGLE_GENERATIVE_AI_API_KEY: "k", OPENAI_API_KEY: "k" })!, /^openai\//);
  });
});
