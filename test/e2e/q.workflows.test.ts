import { match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import type { Locator } from "playwright-core";
import type { Chat } from "./setup/chat";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("workflows of the server", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  before(async () => {
    mkdirSync("out/screenshots", { recursive: true });
    ({ world, chat } = await signedInChat());
  });

  const view = (title: string): Locator => chat.frame.getByRole("region", { name: title, exact: true });
  const trip = (): Locator => view("tripPlan");
  const step = (name: string): Locator => trip().locator(".stepLine", { hasText: name });
  const shows = (name: string, words: string): Promise<void> =>
    chat.until(`${name}: ${words}`, async () => (await step(name).innerText()).includes(words));
  const picture = (name: string): Promise<Buffer> =>
    world.page.screenshot({ path: `out/screenshots/workflow-${name}.png` });
  const isFocused = (locator: Locator): Promise<boolean> =>
    locator.evaluate((element) => document.activeElement === element);

  /**
   * The view comes back with the run. If VS Code has kept of it what it was before the run began, which it does when the
   * window reloads at that moment, the way to the run is the history.
   */
  async function comesBack(): Promise<boolean> {
    const isThere = (await step("confirm").count()) > 0;
    const press = async (button: Locator): Promise<void> => button.click({ timeout: 2_000 }).catch(() => undefined);
    if (!isThere && (await trip().count()) > 0) {
      await press(trip().getByRole("list", { name: "Your runs" }).getByRole("button").first());
    } else if (!isThere && (await view("Workflows").count()) > 0) {
      await press(view("Workflows").getByRole("button", { name: /^tripPlan/ }));
    } else if (!isThere) {
      await press(chat.frame.getByRole("button", { name: "Workflows", exact: true, expanded: false }));
    }
    return isThere;
  }

  it("are found by the palette, and one is begun by keyboard alone", async () => {
    await chat.command("Run Workflow…");
    await view("Workflows")
      .getByRole("button", { name: /^tripPlan/ })
      .waitFor();
    await picture("list");
    await chat.until("the focus at the heading", () => isFocused(view("Workflows").getByRole("heading")));
    await view("Workflows")
      .getByRole("button", { name: /^tripPlan/ })
      .press("Enter");
    await trip().getByText("Nothing has run yet.").waitFor();
    await trip().getByRole("button", { name: "Start" }).press("Enter");
    await chat.until("the box that is empty", () => isFocused(trip().getByRole("textbox", { name: /^City/ })));
    await world.page.keyboard.type("Rome");
    await picture("start");
    await world.page.keyboard.press("Control+Enter");
    await trip().getByRole("list", { name: "Steps" }).waitFor();
  });

  it("live while the window reloads, and are there again", async () => {
    // One of its steps takes its time at this moment.
    await picture("running");
    await world.page.reload();
    await chat.ready();
    await chat.until("the run", comesBack);
    await shows("confirm", "Waiting for you");
    await shows("findRooms", "Finished");
    ok(await trip().getByText("Book Hotel Rome for 270 €?", { exact: true }).isVisible());
    await picture("waiting");
  });

  it("go on with an answer to their end", async () => {
    const form = trip().getByRole("form", { name: "Input for confirm" });
    await form.getByRole("checkbox").check();
    await form.getByRole("button", { name: "Continue" }).press("Enter");
    await shows("sendReceipt", "Finished");
    match(await trip().locator(".runStatus").innerText(), /Finished/);
    await shows("payLater", "Not run");
    await picture("finished");
  });

  it("run again from a step, are canceled, and stand in the history", async () => {
    await trip().getByRole("button", { name: "Run again from makeOffer" }).press("Enter");
    await shows("confirm", "Waiting for you");
    await trip().getByRole("button", { name: "Cancel run" }).press("Enter");
    await shows("confirm", "Canceled");
    await trip().getByRole("button", { name: "Back" }).press("Enter");
    const row = trip().getByRole("list", { name: "Your runs" }).getByRole("button");
    await chat.until("the run in the history", async () => (await row.allInnerTexts()).join().includes("Canceled"));
    strictEqual(await row.count(), 1);
    await picture("history");
  });

  it("fail in the words of the step, and Escape leads back to the conversation", async () => {
    await trip().getByRole("textbox", { name: /^City/ }).fill("Atlantis");
    await trip().getByRole("button", { name: "Start" }).click();
    await shows("lookUpWeather", "Failed");
    await trip().getByText('No figures for "Atlantis".').first().waitFor();
    await picture("failed");
    await world.page.keyboard.press("Escape");
    await chat.until("the view to close", async () => (await trip().count()) === 0);
  });
});
