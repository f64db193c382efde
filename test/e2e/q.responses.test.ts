import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "playwright-core";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("what there is to do with a response", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  before(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Weather Agent" });
    await chat.newThread();
    await ask(world.page, "What's the weather like in Lisbon?");
    await waitForAnswer(world.page);
  });

  const response = (): Locator => chat.turns.last();
  const button = (name: string): Locator => response().getByRole("button", { name, exact: true });
  const isFocused = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => document.activeElement === element);

  /** What the server has of the thread's thumbs and comments, the oldest first. */
  async function kept(): Promise<readonly unknown[]> {
    const authorization = `Bearer ${await world.auth.issueAccessToken()}`;
    const answer = await fetch(`${world.mastra.url}/api/observability/feedback`, { headers: { authorization } });
    const { feedback } = (await answer.json()) as { feedback: { feedbackSource: string; value: unknown }[] };
    return feedback.map(({ value }) => value).toReversed();
  }

  it("takes a thumb and a comment by keyboard alone, which the server keeps", async () => {
    const before = (await kept()).length;
    await button("Helpful").waitFor();
    await button("Copy").focus();
    for (let presses = 0; presses < 10 && !(await isFocused(button("Helpful"))); presses += 1) {
      await world.page.keyboard.press("ArrowRight");
    }
    await world.page.keyboard.press("Enter");
    const comment = response().getByRole("textbox", { name: "Comment (optional)" });
    await chat.until("the focus in the box for a comment", () => isFocused(comment));
    strictEqual(await button("Helpful").getAttribute("aria-pressed"), "true");
    await world.page.keyboard.type("Just what I needed");
    await world.page.screenshot({ path: "out/screenshots/feedback.png" });
    await world.page.keyboard.press("Enter");
    await response().getByText("Comment sent.").waitFor();
    deepStrictEqual((await kept()).slice(before), [1, "Just what I needed"]);
    await button("Unhelpful").click();
    await chat.until("the other thumb on the server", async () => (await kept()).length === before + 3);
    await world.page.keyboard.press("Escape");
    await chat.until("the focus at the thumb", () => isFocused(button("Unhelpful")));
  });

  it("shows after a reload what was chosen", async () => {
    await world.page.reload();
    await chat.ready();
    await chat.until("the thumb", async () => (await button("Unhelpful").getAttribute("aria-pressed")) === "true");
    strictEqual(await button("Helpful").getAttribute("aria-pressed"), "false");
  });

  it("shows its trace", async () => {
    await button("Details").click();
    await button("Trace").click();
    const trace = response().getByRole("region", { name: "Trace" });
    const tool = trace.getByText("tool: 'getWeather'");
    await tool.waitFor();
    match(await trace.innerText(), /Names its source/);
    await tool.click();
    await trace.getByText("Lisbon", { exact: true }).first().waitFor();
    await world.page.screenshot({ path: "out/screenshots/trace.png" });
    const axe = new AxeBuilder({ page: world.page }).include(["iframe.webview", "iframe", "main"]);
    const { violations } = await axe.analyze();
    deepStrictEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      [],
    );
    await button("Trace").click();
    await button("Details").click();
  });

  it("is read aloud to its end, with a pause, or until it is stopped", async () => {
    await button("Read aloud").click();
    await button("Pause reading").click();
    await button("Continue reading").waitFor();
    await world.page.screenshot({ path: "out/screenshots/reading.png" });
    await button("Continue reading").click();
    // The sound is over, so it was really played.
    await button("Read aloud").waitFor();
    await button("Read aloud").click();
    await button("Pause reading").waitFor();
    await button("Stop reading").click();
    await chat.until("the focus at the button", () => isFocused(button("Read aloud")));
    match(world.mastra.said.at(-1) ?? "", /^Weather in Lisbon/);
  });
});
