import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";
import { only, reasonOf, ShowcaseClient, textOf, typesOf } from "./showcaseClient";

describe("showcase agent: what it answers", function () {
  this.timeout(60_000);
  let client: ShowcaseClient;

  before(async () => {
    client = await ShowcaseClient.start();
  });
  after(() => client.close());

  it("lists what it can show when it does not understand", async () => {
    const text = textOf(await client.ask("hello"));
    assert.match(text, /- Plan a trip to Lisbon\n[^]*- Measure the stations\n[^]*- Say something forbidden/);
  });

  it("thinks in several paragraphs before it answers", async () => {
    const chunks = await client.ask("Think about it");
    const reasoning = chunks.filter(({ type }) => type === "reasoning-delta").map(({ payload }) => payload?.text);
    assert.ok(reasoning.join("").split("\n\n").length >= 4);
    const types = typesOf(chunks);
    assert.ok(types.indexOf("reasoning-end") < types.indexOf("text-start"), types.join(" "));
  });

  it("cites sources, one of them with an address that must not be opened", async () => {
    const sources = (await client.ask("Cite your sources")).filter(({ type }) => type === "source");
    const urls = sources.map(({ payload }) => String(payload?.url));
    assert.equal(urls.filter((url) => url.startsWith("https://")).length, 2);
    assert.equal(urls.filter((url) => url.startsWith("javascript:")).length, 1);
  });

  it("draws the figures of its tool as a PNG picture", async () => {
    const chunks = await client.ask("Draw a chart of Oslo");
    assert.equal(only(chunks, "tool-result").payload?.toolName, "makeChart");
    const { data, mimeType } = only(chunks, "file").payload!;
    assert.equal(mimeType, "image/png");
    const png = Buffer.from(String(data), "base64");
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
    assert.equal(pixels.length, height * (1 + 3 * width));
    // Winters below zero and summers above it: both colours are there.
    assert.ok(pixels.includes(Buffer.from([214, 93, 14])) && pixels.includes(Buffer.from([38, 110, 180])));
  });

  it("sends files that are no pictures, or only say so", async () => {
    const table = only(await client.ask("Save as a file"), "file").payload!;
    assert.equal(table.mimeType, "text/csv");
    const broken = only(await client.ask("Draw a broken picture"), "file").payload!;
    assert.equal(broken.mimeType, "image/png");
    assert.equal(Buffer.from(String(broken.data), "base64").toString(), "no picture at all");
  });

  for (const [question, agent] of [
    ["Describe Rome as an object", "showcaseAgent"],
    ["Describe Rome", "structuredAgent"],
  ] as const) {
    it(`${agent} streams an object that grows, without a schema in the request`, async () => {
      const thread = crypto.randomUUID();
      const chunks = await client.ask(question, thread, agent);
      const growing = chunks.filter(({ type }) => type === "object").map(({ object }) => Object.keys(object as object));
      assert.ok(growing.length > 2 && growing[0]!.length < growing.at(-1)!.length);
      const { object } = only(chunks, "object-result");
      assert.deepEqual(object, JSON.parse(textOf(chunks)));
      assert.equal((object as { readonly country: string }).country, "Italy");
      assert.deepEqual((await client.stored(thread)).at(-1)!.content.metadata?.structuredOutput, object);
    });
  }

  for (const [question, reason] of [
    ["Answer until it is too long", "length"],
    ["Say something filtered", "content-filter"],
  ] as const) {
    it(`ends with the reason ${reason}`, async () => {
      const chunks = await client.ask(question);
      assert.equal(reasonOf(chunks), reason);
      assert.match(textOf(chunks), /in March the$/);
    });
  }

  it("fails in the middle, with a stack in the chunk, after some text", async () => {
    const chunks = await client.ask("Fail in the middle");
    const { message, stack } = only(chunks, "error").payload?.error as { message: string; stack: string };
    assert.equal(message, "The model is overloaded.");
    assert.match(stack, /\n {4}at /);
    assert.equal(reasonOf(chunks), "error");
    assert.match(textOf(chunks), /first three stations/);
    const atOnce = await client.ask("Fail at once");
    assert.equal(textOf(atOnce), "");
    assert.equal(reasonOf(atOnce), "error");
  });

  it("blocks forbidden words with a reason, and keeps nothing of the message", async () => {
    const thread = crypto.randomUUID();
    const chunks = await client.ask("Say something forbidden", thread);
    assert.deepEqual(typesOf(chunks), ["tripwire"]);
    const { reason, processorId } = chunks[0]!.payload!;
    assert.match(String(reason), /"forbidden" are not answered/);
    assert.equal(processorId, "forbidden-words");
    assert.deepEqual(await client.stored(thread), []);
  });

  it("answers 500 when a processor breaks", async () => {
    const answer = await client.request("/agents/showcaseAgent/stream", client.message("Crash the server", "crash"));
    assert.deepEqual(answer, { status: 500, body: { error: "[Agent:Showcase Agent] - Input processor error" } });
  });

  it("writes Markdown that is not closed, code of several languages, and at length", async () => {
    const malformed = textOf(await client.ask("Give me malformed Markdown"));
    assert.ok(["<script>", "javascript:", "onerror=", "\u202E"].every((part) => malformed.includes(part)));
    assert.equal(malformed.split("```").length % 2, 0);
    const languages = [...textOf(await client.ask("Write code")).matchAll(/```(\w+)/g)].map(([, language]) => language);
    assert.deepEqual(languages, ["typescript", "bash", "python"]);
    assert.ok(textOf(await client.ask("Give me a long answer")).length > 5000);
  });

  it("points at lines in files, by absolute paths when it knows the folder", async () => {
    assert.match(
      textOf(await client.ask("Point at lines in files")),
      /^Changed src\/main\.ts:12[^]*\(src\/main\.ts#17\)/,
    );
    assert.match(textOf(await client.ask("Point at lines in files of /w")), /\(file:\/\/\/w\/README\.md\)/);
  });
});

describe("attachments of a message", function () {
  this.timeout(60_000);
  let client: ShowcaseClient;

  before(async () => {
    client = await ShowcaseClient.start({ maxBodyBytes: 100_000 });
  });
  after(() => client.close());

  const tag = '<attachment kind="file" name="src/a &amp; b.ts" detail="lines 3–4">';
  const code = `${tag}\nParis();\n// </attachment>\n</attachment>`;
  const picture = { type: "image", image: `data:image/png;base64,${Buffer.alloc(3000).toString("base64")}` };
  const pdf = { type: "file", data: "data:application/pdf;base64,JVBERi0xLjQK", mimeType: "application/pdf" };

  function message(words: string, ...parts: readonly object[]): readonly object[] {
    return [{ id: crypto.randomUUID(), role: "user", content: [{ type: "text", text: words }, ...parts] }];
  }

  it("are named in the answer, by the name and size that arrived", async () => {
    const text = { type: "text", text: code };
    const image = { ...picture, mimeType: "image/png" };
    const chunks = await client.ask(message("Look at this", text, image, { ...pdf, filename: "a.pdf" }));
    assert.match(textOf(chunks), /^I read src\/a & b\.ts \(2 lines\), an image of 3 KB and a\.pdf of 9 bytes\./);
    const unnamed = textOf(await client.ask(message("And this?", pdf)));
    assert.match(unnamed, /^I read a file \(application\/pdf\) of 9 bytes\./);
  });

  it("do not change the question, and reach the weather agent too", async () => {
    const asked = message("Weather in Oslo in May?", { type: "text", text: code });
    const text = textOf(await client.ask(asked, crypto.randomUUID(), "weatherAgent"));
    assert.match(text, /^I read src\/a & b\.ts \(2 lines\)\.\n\n## Weather in Oslo/);
  });

  it("belong to their own message only", async () => {
    const thread = crypto.randomUUID();
    await client.ask(message("Look", { type: "text", text: code }), thread);
    assert.match(textOf(await client.ask("Think about it", thread)), /^A warm coat/);
  });

  it("are refused, as by a built server, when the message is too large", async () => {
    const body = client.message(message("Look", { type: "text", text: "x".repeat(100_000) }), "large");
    assert.deepEqual(await client.request("/agents/showcaseAgent/stream", body), {
      status: 413,
      body: { error: "Request body too large" },
    });
  });

  it("may have 4.5 MB in all unless the server says otherwise", async () => {
    const standard = await ShowcaseClient.start();
    try {
      const ask = (bytes: number) =>
        standard.request("/agents/showcaseAgent/generate", standard.message("x".repeat(bytes), crypto.randomUUID()));
      assert.equal((await ask(4_400_000)).status, 200);
      assert.equal((await ask(4_800_000)).status, 413);
    } finally {
      await standard.close();
    }
  });
});
