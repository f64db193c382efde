import { match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { readBookings } from "../stack/mastra/tools/bookTrip";
import { openChat } from "../stack/page/openChat";
import { answerTo, over, toolCard } from "./setup/answers";
import { Chat } from "./setup/chat";
import { forgetConversations } from "./setup/keptFiles";
import { quickInputBox } from "./setup/quickInput";
import { pickRow } from "./setup/ways";
import { says } from "./setup/says";
import { ThreadList } from "./setup/threadList";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("tools that ask before they run", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
  });

  afterEach(() => world.closeOtherWindows());

  const booked = async (): Promise<readonly string[]> =>
    (await readBookings(join(world.folder, "mastra"))).map(({ destination }) => destination);

  const badge = chatBadge;

  it("two in a row: by button, and with Ctrl+Enter; the icon counts what waits", async () => {
    const before = (await booked()).length;
    const turn = await answerTo(chat, "Book trips to Lisbon and Rome");
    strictEqual(await chat.button("Approve").count(), 1, "one at a time");
    await says(turn.getByRole("group", { name: "Tool bookTrip", exact: true }).last(), /Waiting for another tool call/);
    await says(turn, /Allow bookTrip to run/);
    await badge(chat, true);
    await chat.screenshot("approval-first");
    await chat.button("Approve").click();
    await chat.until("the second question", async () => /Rome/.test(await asking(chat)));
    ok(!(await booked()).slice(before).includes("Rome"), "what nobody has decided has not run");
    await chat.message.focus();
    await world.page.keyboard.press("Control+Enter");
    await over(chat, turn);
    await says(turn, /Booked Lisbon[^]*Booked Rome/);
    strictEqual((await booked()).slice(before).join(), "Lisbon,Rome");
    await badge(chat, false);
  });

  it("Ctrl+Alt+Enter declines", async () => {
    const before = (await booked()).length;
    const turn = await answerTo(chat, "Book a trip to Oslo");
    await chat.message.focus();
    await world.page.keyboard.press("Control+Alt+Enter");
    await over(chat, turn);
    await says(toolCard(turn, "bookTrip"), /Declined/);
    strictEqual((await booked()).length, before);
  });

  it("a reason goes to the agent, whose answer knows it", async () => {
    const turn = await answerTo(chat, "Book a trip to Cairo");
    await chat.button("Decline with reason…").click();
    await chat.frame.getByRole("textbox", { name: "Reason for declining" }).fill("It is too hot there.");
    await chat.screenshot("decline-reason");
    await world.page.keyboard.press("Enter");
    await over(chat, turn);
    await says(toolCard(turn, "bookTrip"), /Declined[^]*Reason: It is too hot there\./);
    await says(turn, /bookTrip did not work: .*It is too hot there/);
    await chat.screenshot("declined");
  });

  it("a sub-agent's tool asks with its own name and arguments", async () => {
    const turn = await answerTo(chat, "Ask the travel agent to book a trip to Madrid");
    const card = toolCard(turn, "agent-travelAgent");
    await chat.screenshot("sub-agent-approval");
    await says(card, /bookTrip[^]*Madrid/);
    await card.getByRole("button", { name: "Approve", exact: true }).click();
    await over(chat, turn);
    ok((await booked()).includes("Madrid"));
    await says(turn, /booked/i);
  });

  it("a question that waits is there after a reload", async () => {
    await answerTo(chat, "Book a trip to Vienna");
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    await badge(chat, true);
    await chat.button("Approve").click();
    await chat.until("the booking", async () => /Booked Vienna/.test(await chat.turns.last().innerText()));
    await badge(chat, false);
  });

  it("a thread with a question that waits counts before it is opened, in another window and after a reload", async () => {
    await answerTo(chat, "Book a trip to Zagreb");
    await chat.newThread();
    await answerTo(chat, "Think about it");
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    await badge(chat, true);
    const other = new Chat(await world.openWindow());
    await other.ready();
    await badge(other, true);
    await new ThreadList(other).show("Book a trip to Zagreb");
    await other.button("Approve").waitFor();
    await badge(other, true);
    await other.button("Decline").click();
    await badge(other, false);
    await world.closeOtherWindows();
    await new ThreadList(chat).show("Book a trip to Zagreb");
    await badge(chat, false);
  });

  it("another window finds it in the list without any file; what is decided there shows in both", async () => {
    await answerTo(chat, "Book a trip to Berlin");
    await forgetConversations(world, chat, "Book a trip to Berlin", '"state":"waiting"');
    const other = new Chat(await world.openWindow());
    await other.ready();
    strictEqual(await other.turns.count(), 0);
    await new ThreadList(other).show("Book a trip to Berlin");
    await other.button("Approve").waitFor();
    match(await asking(other), /Berlin/);
    await badge(other, true);
    await other.button("Approve").click();
    await other.until("the booking", async () => /Booked Berlin/.test(await other.turns.last().innerText()));
    await badge(other, false);
    await chat.until("what came of it", async () => /Booked Berlin/.test(await chat.turns.last().innerText()));
    await says(toolCard(chat.turns.last(), "bookTrip"), /Done/);
    strictEqual(await chat.button("Approve").count(), 0);
    strictEqual(await chat.button("Try again").count(), 0, "which could book twice");
    strictEqual((await booked()).filter((destination) => destination === "Berlin").length, 1);
    strictEqual(await chat.alert.count(), 0);
    await badge(chat, false);
  });

  it("what is approved always in a thread asks no more there, says so, and can be taken back", async () => {
    const turn = await answerTo(chat, "Book a trip to Lisbon");
    await chat.button("Approve always…").click();
    await chat.screenshot("approve-always");
    await chat.frame.getByRole("menuitem", { name: "In this thread" }).click();
    await over(chat, turn);
    await says(toolCard(turn, "bookTrip"), /Approved by your choice for this thread/);
    const next = await answerTo(chat, "Book trips to Rome and Oslo");
    await says(next, /Booked Rome[^]*Booked Oslo/);
    strictEqual(await next.getByText("Approved by your choice for this thread").count(), 2);
    await chat.screenshot("approved-always");
    await world.page.reload();
    await openChat(world.page);
    await chat.ready();
    await chat.button("Ask again from now on").last().click();
    await chat.until("the decision to be gone", async () => (await chat.button("Ask again from now on").count()) === 0);
    const asked = await answerTo(chat, "Book a trip to Madrid");
    await asked.getByRole("button", { name: "Approve", exact: true }).click();
    await over(chat, asked);
    await says(toolCard(asked, "bookTrip"), /Approved by you/);
  });

  it("what is approved always for an agent holds in its other threads, and its command takes it back", async () => {
    await answerTo(chat, "Book a trip to Lisbon");
    await chat.button("Approve always…").click();
    await world.page.keyboard.press("ArrowDown");
    await world.page.keyboard.press("Enter");
    await over(chat, chat.turns.last());
    await chat.newThread();
    const turn = await answerTo(chat, "Book a trip to Rome");
    await says(toolCard(turn, "bookTrip"), /Approved by your choice for Showcase Agent in this workspace/);
    await says(await answerTo(chat, "Ask the travel agent to book a trip to Madrid"), /Allow bookTrip to run/);
    await chat.button("Decline").click();
    await over(chat, chat.turns.last());
    await chat.command("Manage Remembered Approvals");
    await pickRow(world.page, "bookTrip");
    await quickInputBox(world.page).waitFor({ state: "hidden" });
    const asked = await answerTo(chat, "Book a trip to Oslo");
    await asked.getByRole("button", { name: "Decline", exact: true }).click();
    await over(chat, asked);
  });

  it("with agentChat.requireToolApproval every tool asks", async () => {
    // The picker follows the setting, which tells that both have been read.
    world.configure({ "agentChat.requireToolApproval": true, "agentChat.agent": "travelAgent" });
    await chat.until("the setting", async () => (await chat.agent.inputValue()) === "travelAgent");
    await chat.ready();
    const turn = await answerTo(chat, "How warm is it in Oslo in May?");
    // What has just been laid out has no inner text yet, only its contents.
    match((await toolCard(turn, "getWeather").textContent()) ?? "", /Needs approval/);
    await chat.button("Approve").click();
    await over(chat, turn);
    match((await turn.textContent()) ?? "", /11 °C/);
    world.configure({});
    await chat.until("the setting to go", async () => (await chat.agent.inputValue()) === "weatherAgent");
    // The server is looked at anew; Enter waits for that, with the words in the box.
    await chat.ready();
    strictEqual(await chat.button("Approve").count(), 0);
    await says(await answerTo(chat, "How warm is it in Rome in May?"), /Rome/);
  });
});

/** The words of the card that asks. */
function asking(chat: Chat): Promise<string> {
  const card = chat.frame.getByRole("group", { name: /^Tool / }).filter({ has: chat.button("Approve") });
  return card.last().innerText();
}

/** Waits until the icon in the activity bar says that a call waits, or that none does. */
function chatBadge(chat: Chat, waits: boolean): Promise<void> {
  // By the name that a screen reader says: VS Code puts it now on the tab, now only on what is in it.
  const tab = chat.page.locator(".activitybar").getByRole("tab", { name: /^Agent Chat.* (?:is|are) waiting for you/ });
  return chat.until(waits ? "the badge" : "the badge to go", async () => (await tab.isVisible()) === waits);
}
