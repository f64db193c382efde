import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ask } from "../stack/page/ask";
import { answerTo, fold, inside, openCard, over, toolCard } from "./setup/answers";
import type { Chat } from "./setup/chat";
import { enterInBox } from "./setup/quickInput";
import { says } from "./setup/says";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("everything that an agent can send", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  const long = `Ask the weather agent about Oslo in May${", and about what to wear on a day that begins with rain".repeat(4)}`;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await world.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await chat.agent.selectOption({ label: "Showcase Agent" });
  });

  it("reasoning is folded and says how long it took", async () => {
    const turn = await answerTo(chat, "Think about it");
    const thought = turn.getByText("A front is a reason to be careful");
    strictEqual(await thought.isVisible(), false);
    await inside(fold(turn, /^Thought for (a moment|\d)/), () => thought.waitFor());
    await says(turn, /A warm coat is enough/);
  });

  it("arguments are seen as they are written, and a sub-agent's work stands inside of its call", async () => {
    world.mastra.pauseAnswersAt(100, true);
    const asked = answerTo(chat, long);
    await chat.frame
      .getByRole("region", { name: "Arguments" })
      .filter({ hasText: /what to wear/ })
      .waitFor();
    // The sub-agent pauses in its text, below its own call.
    world.mastra.pauseAnswersAt(100);
    await chat.frame.getByRole("group", { name: "Tool getWeather" }).waitFor();
    world.mastra.pauseAnswersAt(Number.POSITIVE_INFINITY);
    const card = toolCard(await asked, "agent-weatherAgent");
    strictEqual(await toolCard(card, "getWeather").isVisible(), false, "folded when it is over");
    await chat.screenshot("sub-agent-folded");
    await openCard(card);
    await inside(fold(card, "Activity"), async () => {
      await says(toolCard(card, "getWeather"), /Done/);
      await chat.screenshot("sub-agent");
    });
  });

  it("a tool says how far it has come; its result is a tree, of which any part can be copied", async () => {
    await ask(world.page, "Measure 20 stations");
    // Each is there for a moment only, so the test waits for a few of them.
    for (const label of [/^\d of 20 stations$/, /^1\d of 20 stations$/]) {
      await chat.frame.getByRole("progressbar", { name: label }).first().waitFor();
    }
    await chat.screenshot("progress");
    const turn = chat.turns.last();
    await over(chat, turn);
    const card = toolCard(turn, "measureStations");
    await says(card, /Done\s+[\d.]+ sec/);
    strictEqual(await card.getByRole("progressbar").count(), 0);
    await openCard(card);
    await inside(fold(card, "Result"), async () => {
      await fold(card, /^readings/).click();
      await fold(card, /^0/).click();
      await card.getByText("Amsterdam", { exact: true }).waitFor();
      await chat.screenshot("result-tree");
      await fold(card, /^0/).hover();
      await card.getByRole("button", { name: "Copy 0", exact: true }).click();
      await chat.until("the first station on the clipboard", async () => {
        const copied = await world.page.evaluate(() => navigator.clipboard.readText()).catch(() => "");
        return copied === JSON.stringify({ station: "Amsterdam", meanTemperatureC: 10.7 }, undefined, 2);
      });
    });
  });

  it("a tool that fails says why, and nothing of the server's insides", async () => {
    const turn = await answerTo(chat, "Break a tool");
    await says(toolCard(turn, "brokenTool"), /Failed[^]*The sensor "anemometer 17" does not answer/);
    ok(!/ECONNREFUSED|10\.0\.0\.17|\bat \w+ \(|file:\/\//.test(await turn.innerText()));
  });

  it("a workflow shows its steps", async () => {
    const turn = await answerTo(chat, "Run the workflow for Oslo, Rome and Cairo");
    const card = toolCard(turn, "workflow-compareCities");
    await openCard(card);
    await inside(fold(card, "Activity"), async () => {
      for (const step of ["lookUp", "compare"]) {
        await says(card.getByRole("group", { name: `Step ${step}` }), /Done/);
      }
      await chat.screenshot("workflow");
    });
    await says(turn, /Cairo[^]*Rome[^]*Oslo/);
  });

  it("sources are links; an address that would run a script is only words", async () => {
    const sources = (await answerTo(chat, "Cite your sources")).getByRole("region", { name: "Sources" });
    strictEqual(await sources.getByRole("listitem").count(), 3);
    deepStrictEqual(await sources.getByRole("link").allInnerTexts(), ["WMO Climatological Normals", "Open-Meteo Docs"]);
    await says(sources.getByRole("listitem").nth(2), /Not a page/);
  });

  it("a picture is drawn; one that is none gives a sentence and can still be saved", async () => {
    const drawn = (await answerTo(chat, "Draw a chart of Oslo")).getByRole("img");
    await chat.until("the picture", () => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth === 360));
    const broken = await answerTo(chat, "Draw a broken picture");
    await says(broken, /Can't show this as an image/);
    strictEqual(await broken.getByRole("img").count(), 0);
    await broken.getByRole("button", { name: /^Save/ }).waitFor();
    await chat.screenshot("pictures");
  });

  it("a file is saved where the person says", async () => {
    const turn = await answerTo(chat, "Save it as a file");
    await turn.getByRole("button", { name: /^Save/ }).click();
    const target = join(world.folder, "workspace", "normals.csv");
    await chat.until("the save dialog", async () =>
      /\.csv$/.test(await chat.inputBox.inputValue({ timeout: 1000 }).catch(() => "")),
    );
    await chat.inputBox.fill(target);
    await enterInBox(world.page);
    await chat.until("the file", () => Promise.resolve(existsSync(target) && readFileSync(target, "utf8") !== ""));
    strictEqual(readFileSync(target, "utf8"), "month,temperature\nJanuary,-4\nJuly,18\n");
    rmSync(target);
    const toast = chat.notification(/Saved normals\.csv/);
    await toast.hover();
    await toast.getByRole("button", { name: /^Clear Notification/ }).click();
  });

  it("a structured object is shown as one, and not as its JSON besides", async () => {
    const asked = await answerTo(chat, "Describe Oslo as an object");
    await chat.agent.selectOption({ label: "Structured Agent" });
    const described = await answerTo(chat, "Describe Rome");
    await chat.agent.selectOption({ label: "Showcase Agent" });
    for (const turn of [asked, described]) {
      const object = turn.getByRole("group", { name: "Structured response" });
      await says(object, /warmestMonth\s+"?July/);
      ok(!(await turn.innerText()).includes('{"city"'));
    }
    await chat.screenshot("object");
  });

  for (const [question, words] of [
    [
      "Say something forbidden",
      /guardrail blocked this message: Messages with the word "forbidden" are not answered here\. Rephrase/,
    ],
    ["Answer until it is too long", /and in March the[^]*reached its length limit/],
    ["Say something filtered", /and in March the[^]*content filter ended this response/],
  ] as const) {
    it(`"${question}" ends with its reason`, async () => {
      await says(await answerTo(chat, question), words);
      await chat.screenshot(question.replaceAll(" ", "-"));
    });
  }

  it("what no client knows stays out of the way, and its name is in the log", async () => {
    const turn = await answerTo(chat, "Launch a balloon");
    await says(turn, /The balloon is up/);
    ok(!/telemetry/.test(await turn.innerText()));
    await chat.until("its name in the log", () =>
      Promise.resolve(/A chunk of type "balloon-telemetry" is not shown/.test(world.observer.log())),
    );
  });
});
