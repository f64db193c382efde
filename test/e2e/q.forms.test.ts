import { deepStrictEqual, doesNotMatch, strictEqual } from "node:assert/strict";
import { answerTo, over, toolCard } from "./setup/answers";
import type { Chat } from "./setup/chat";
import { says } from "./setup/says";
import { hideAndShowPanel } from "./setup/sidebar";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("tools that ask for something", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await chat.agent.selectOption({ label: "Showcase Agent" });
  });

  const resumed = (): number => world.mastra.requests.filter(({ path }) => path.includes("resume-stream")).length;

  it("say what does not fit before anything is sent, and go on once it does, by keyboard alone", async () => {
    const turn = await answerTo(chat, "Plan a trip to Lisbon");
    const form = turn.getByRole("form", { name: "Input for planTrip" });
    await chat.screenshot("form");
    const before = resumed();
    await form.getByRole("textbox", { name: /^Traveller/ }).focus();
    await world.page.keyboard.type("A");
    await world.page.keyboard.press("Enter");
    await form.locator("[aria-invalid]").first().waitFor();
    await says(form, /or more characters/);
    strictEqual(resumed(), before, "nothing was sent");
    await chat.screenshot("form-wrong");
    await form.getByRole("textbox", { name: /^Traveller/ }).fill("Ada");
    await form.getByRole("textbox", { name: /^Nights/ }).fill("3");
    await form.getByRole("combobox", { name: /^Travel Class/i }).selectOption("business");
    await form.getByRole("textbox", { name: /^Stars/ }).fill("4");
    await form.getByRole("button", { name: "Continue" }).press("Enter");
    await over(chat, turn);
    await says(toolCard(turn, "planTrip"), /Done/);
    await says(turn, /Ada/);
    strictEqual(resumed(), before + 1);
  });

  it("keep what was typed while another thread and another view are shown, and may ask twice", async () => {
    const turn = await answerTo(chat, "Plan a trip to Porto");
    const form = turn.getByRole("form", { name: "Input for planTrip" });
    await form.getByRole("textbox", { name: /^Traveller/ }).fill("Grace");
    await hideAndShowPanel(chat);
    await form.waitFor();
    const traveller = form.getByRole("textbox", { name: /^Traveller/ });
    await chat.until("what was typed", async () => (await traveller.inputValue()) === "Grace");
    await form.getByRole("textbox", { name: /^Nights/ }).fill("3");
    await form.getByRole("textbox", { name: /^Budget/ }).fill("1");
    await form.getByRole("combobox", { name: /^Travel Class/i }).selectOption("economy");
    await form.getByRole("textbox", { name: /^Stars/ }).fill("2");
    await form.getByRole("button", { name: "Continue" }).click();
    await turn.getByText("The budget is too small: 60 € are the least.").waitFor();
    await chat.button("Stop").waitFor({ state: "detached" });
    await says(toolCard(turn, "planTrip"), /Waiting for input/);
  });

  it("are answered one after the other when two ask in one step, with no pointer at all", async () => {
    const turn = await answerTo(chat, "Plan trips to Lisbon and Rome");
    const before = resumed();
    const cards = turn.getByRole("group", { name: "Tool planTrip", exact: true });
    await says(cards.last(), /Waiting for another tool call/);
    const { keyboard } = world.page;
    const type = async (words: string): Promise<void> => {
      await keyboard.type(words);
      await keyboard.press("Tab");
    };
    for (const [index, name] of ["Ada", "Grace"].entries()) {
      const form = cards.nth(index).getByRole("form");
      await form.waitFor();
      await chat.message.focus();
      await chat.until("the first field to have the focus", async () => {
        await keyboard.press("Shift+Tab");
        return form.getByRole("textbox", { name: /^Traveller/ }).evaluate((box) => document.activeElement === box);
      });
      await type(name);
      await type("3");
      await type("");
      await keyboard.press("Space");
      await keyboard.press("Tab");
      await type("b");
      await type("4");
      await chat.screenshot(`form-of-${name}`);
      await keyboard.press("Control+Enter");
      await chat.until("the answer to be sent", () => Promise.resolve(resumed() === before + index + 1));
      await form.waitFor({ state: "detached" });
    }
    await over(chat, turn);
    await says(turn, /3 nights in Lisbon for Ada\n[^]*business class, with insurance[^]*3 nights in Rome for Grace/);
  });

  it("are declined with a reason, which the agent reads, and wait no more", async () => {
    const turn = await answerTo(chat, "Plan a trip to Lisbon");
    await turn.getByRole("form", { name: "Input for planTrip" }).waitFor();
    await turn.getByRole("button", { name: "Decline with reason…" }).click();
    await turn.getByRole("textbox", { name: "Reason for declining" }).fill("Not this year.");
    await chat.screenshot("form-declined");
    await turn.getByRole("button", { name: "Send reason" }).click();
    await over(chat, turn);
    await says(toolCard(turn, "planTrip"), /Declined[^]*Reason: Not this year\./);
    await says(turn, /Not this year/);
    strictEqual(await turn.getByRole("form").count(), 0);
  });

  it("are answered in any order: the second of two questions first", async () => {
    const first = await answerTo(chat, "Ask for my name without a schema");
    const second = await answerTo(chat, "Ask for my name without a schema");
    for (const [turn, name] of [
      [second, "Grace"],
      [first, "Ada"],
    ] as const) {
      await turn.getByRole("form").getByRole("textbox").first().fill(`"${name}"`);
      await turn.getByRole("button", { name: "Continue" }).press("Enter");
      await over(chat, turn);
      await says(turn, new RegExp(`You answered: ${name}`));
    }
    doesNotMatch(await first.innerText(), /Grace/);
  });

  it("begin with a default list, offer a union beside the fields, and take an empty text on purpose", async () => {
    const turn = await answerTo(chat, "Register a guest");
    const form = turn.getByRole("form", { name: "Input for registerGuest" });
    const entries = form.getByRole("group", { name: "Languages" }).getByRole("textbox");
    deepStrictEqual(await entries.evaluateAll((boxes) => boxes.map((box) => (box as HTMLTextAreaElement).value)), [
      "English",
      "Portuguese",
    ]);
    strictEqual(
      await form.getByRole("combobox", { name: "Meal" }).locator("option:checked").innerText(),
      "Vegetarian breakfast",
    );
    const before = resumed();
    await form.getByRole("button", { name: "Continue" }).click();
    await says(form, /choose to leave it empty[^]*Choose an option/);
    await chat.screenshot("form-guest");
    await form.getByRole("button", { name: "Leave Remarks empty" }).press("Enter");
    await form.getByRole("combobox", { name: /^One of these/ }).selectOption("By train");
    await form.getByRole("textbox", { name: "Train" }).fill("12");
    await form.getByRole("button", { name: "Add entry to Luggage" }).click();
    await form.getByRole("textbox", { name: "Name" }).fill("suitcase");
    await form.getByRole("textbox", { name: "Value" }).fill("2");
    await form.getByRole("button", { name: "Continue" }).click();
    await says(form, /match the format that the tool expects/);
    strictEqual(resumed(), before, "nothing was sent");
    await form.getByRole("textbox", { name: "Train" }).fill("IC 12");
    await form.getByRole("button", { name: "Continue" }).click();
    await over(chat, turn);
    await says(turn, /languages: \["English","Portuguese"\]\n[^]*meal: "veg"\n[^]*remarks: ""\n[^]*train: "IC 12"/);
    await says(turn, /luggage: \{"suitcase":2\}/);
  });

  it("say which fields go together, and mask what is secret", async () => {
    const turn = await answerTo(chat, "Connect a mailbox");
    const form = turn.getByRole("form", { name: "Input for connectMailbox" });
    strictEqual(await form.locator("input[type=password]").count(), 2);
    await form.getByRole("textbox", { name: /^Username/ }).fill("ada");
    await form.getByRole("button", { name: "Continue" }).click();
    await says(form, /Fill in one of these: Token; Username and Password\./);
    await form.getByLabel(/^Password/).fill("hunter2");
    await form.getByRole("button", { name: "Continue" }).click();
    await over(chat, turn);
    await says(turn, /The mailbox is connected, with username and password\./);
  });

  for (const [words, phrase] of [
    ["has no schema", "Ask for my name without a schema"],
    ["has one that is no JSON", "Ask for my name, not in JSON"],
    ["has one of an unknown type", "Ask for my name with an unknown type"],
    ["has one that is too deep", "Ask for my name, too deep"],
  ] as const) {
    it(`can be answered as JSON when it ${words}`, async () => {
      const turn = await answerTo(chat, phrase);
      const box = turn.getByRole("form").getByRole("textbox").first();
      await box.fill('{"name": ');
      await turn.getByRole("button", { name: "Continue" }).click();
      await turn.locator("[aria-invalid]").first().waitFor();
      await box.fill('{"name": "Ada"}');
      await turn.getByRole("button", { name: "Continue" }).click();
      await over(chat, turn);
      await says(turn, /Ada/);
    });
  }
});
