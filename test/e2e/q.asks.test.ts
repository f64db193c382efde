import { match, ok, strictEqual } from "node:assert/strict";
import { openChat } from "../stack/page/openChat";
import { answerTo, over, toolCard } from "./setup/answers";
import type { Chat } from "./setup/chat";
import { Editors } from "./setup/editors";
import { says } from "./setup/says";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("what agents ask with Mastra's own tools", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
  });

  it("ask_user: choices with descriptions, one by one or several, or own words, and what was chosen stays", async () => {
    const turn = await answerTo(chat, "Ask me something");
    const form = turn.getByRole("form", { name: "Input for ask_user" });
    await form.getByRole("group", { name: "Where shall I look first?" }).waitFor();
    await says(form, /Windy, and close to the old station\./);
    await chat.screenshot("ask-choices");
    await form.getByRole("button", { name: "Continue" }).click();
    await says(form, /Choose something, or write it in your own words\./);
    await form.getByRole("radio", { name: "The hill" }).check();
    await form.getByRole("button", { name: "Continue" }).click();
    await over(chat, turn);
    await says(turn, /User answered: The hill/);

    const several = await answerTo(chat, "Ask me which stations");
    const stations = several.getByRole("form", { name: "Input for ask_user" });
    await stations.getByRole("checkbox", { name: "Bergen" }).check();
    await stations.getByRole("checkbox", { name: "Tromsø" }).check();
    await stations.getByRole("textbox", { name: "In your own words" }).fill("Ny-Ålesund");
    await chat.screenshot("ask-several");
    await stations.getByRole("button", { name: "Continue" }).click();
    await over(chat, several);
    await says(several, /User answered: Bergen, Tromsø, Ny-Ålesund/);

    const open = await answerTo(chat, "Ask me something open");
    await open.getByRole("textbox", { name: "What do you want to know?" }).fill("How warm it was.");
    await world.page.keyboard.press("Control+Enter");
    await over(chat, open);
    await says(open, /User answered: How warm it was\./);
  });

  it("submit_plan: read here and as a document, sent back with what should change, approved by its key", async () => {
    const turn = await answerTo(chat, "Make a plan");
    const plan = turn.getByRole("region", { name: "Plan" });
    await plan.getByRole("heading", { name: "A station at the harbour" }).waitFor();
    await plan.getByRole("cell", { name: "Comparison" }).waitFor();
    await chat.screenshot("plan");
    await plan.getByRole("button", { name: "Open as document" }).click();
    const editors = new Editors(chat);
    await editors.tab(/harbour-station\.md/).waitFor();
    await says(world.page.locator(".editor-instance .view-lines").first(), /A\sstation\sat\sthe\sharbour/);
    await plan.getByRole("textbox", { name: /^What should change/ }).fill("Add a lightning rod.");
    await plan.getByRole("button", { name: "Reject" }).click();
    const revised = turn.getByRole("region", { name: "Plan" }).filter({ hasText: "Add a lightning rod." });
    await revised.getByRole("button", { name: "Approve" }).waitFor();
    await chat.message.focus();
    await world.page.keyboard.press("Control+Enter");
    await over(chat, turn);
    await says(turn, /The plan is approved; I begin\./);
  });

  it("submit_plan: says that the file of a plan is gone, and can be rejected all the same", async () => {
    const turn = await answerTo(chat, "Make a plan whose file is gone");
    const plan = turn.getByRole("region", { name: "Plan" });
    await says(plan, /Couldn't read the plan, because .* has no file \.mastracode\/plans\/gone\.md/);
    await chat.screenshot("plan-gone");
    await plan.getByRole("button", { name: "Reject" }).click();
    await over(chat, turn);
    await says(turn, /I wait for your words\./);
  });

  it("task tools: one list above the message box, counted, folded by its line, there after a reload", async () => {
    await answerTo(chat, "Begin a task list");
    const list = chat.frame.getByRole("region", { name: "Tasks" });
    await says(list, /Tasks: 1 of 3 done · Emptying the rain gauge/);
    strictEqual(await list.getByRole("listitem").count(), 3);
    match((await list.getByRole("listitem").first().textContent()) ?? "", /Check the mast.*Done/);
    await chat.screenshot("tasks");
    ok(!/current-task-list/.test(await chat.turns.last().innerText()), "what only the model is told is not shown");
    await list.locator("summary").click();
    await list.getByRole("listitem").first().waitFor({ state: "hidden" });
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    await says(list, /Tasks: 1 of 3 done/);
    const through = await answerTo(chat, "Work through a task list");
    await says(list, /Tasks: 3 of 3 done/);
    await says(through, /All three tasks are done\./);
    await answerTo(chat, "Think about it");
    await list.waitFor({ state: "detached" });
  });

  it("sub-agents run in lanes of their own, which say where they stand and fold", async () => {
    const turn = await answerTo(chat, "Ask the weather agent about Oslo in May");
    const lane = toolCard(turn, "agent-weatherAgent");
    await says(lane, /Done/);
    await lane.locator("summary").first().click();
    await lane.getByText("Activity", { exact: false }).first().click();
    await toolCard(lane, "getWeather").waitFor();
  });
});
