import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { pickRow } from "./setup/ways";
import { signedInChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

describe("the command palette", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
  });

  it("configures a server: checks the address as it is typed, and ends connected", async () => {
    await chat.command("Configure Server");
    await pickRow(world.page, "Change this server's address");
    await chat.inputBox.fill("http://mastra.example.com");
    await world.page
      .getByText(/not encrypted/)
      .first()
      .waitFor();
    const before = world.mastra.requests.length;
    await chat.inputBox.fill(world.mastra.url);
    await chat.inputBox.press("Enter");
    for (const step of [/Publishable key/, /Client ID/]) {
      await chat.until(`the step ${String(step)}`, () =>
        world.page.locator(".quick-input-widget", { hasText: step }).first().isVisible(),
      );
      await chat.inputBox.press("Enter");
    }
    await chat
      .notification(/Connected to .* as alice@example\.com to 5 agents/)
      .first()
      .waitFor();
    const probe = world.mastra.requests[before];
    deepStrictEqual([probe?.path, probe?.authorized], ["/api/auth/capabilities", false]);
    await chat.ready();
  });

  it("says what it found where there is no Mastra server, and keeps the old address", async () => {
    await chat.command("Configure Server");
    await pickRow(world.page, "Change this server's address");
    await chat.inputBox.fill(world.auth.issuer);
    await chat.inputBox.press("Enter");
    const error = chat.notification(/no Mastra API at this address/).first();
    await error.waitFor();
    ok(await error.getByRole("button", { name: "Change the address" }).isVisible());
    await world.page.keyboard.press("Escape");
    await chat.ready();
    ok(
      await chat.frame
        .getByText(new RegExp(new URL(world.mastra.url).host))
        .first()
        .isVisible(),
    );
  });

  it("asks an agent that is picked from the server's list", async () => {
    await chat.command("Ask Agent…");
    await pickRow(world.page, "Weather Glossary");
    await chat.inputBox.fill("What is dew point?");
    await chat.inputBox.press("Enter");
    match(await waitForAnswer(world.page), /dew point/i);
    strictEqual(await chat.turns.last().getByRole("heading", { name: "Weather Glossary" }).count(), 1);
    await chat.agent.selectOption({ label: "Weather Agent" });
  });
});
