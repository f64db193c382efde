import { match, ok, strictEqual } from "node:assert/strict";
import { pressEnter, waitForAnswer } from "../stack/page/ask";
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
      .getByText(/isn't encrypted/)
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
      .notification(/Connected to .* as alice@example\.com\. 8 agents available/)
      .first()
      .waitFor();
    // What the window asks of its own accord may come in between.
    const probe = world.mastra.requests.slice(before).find(({ path }) => path === "/api/auth/capabilities");
    strictEqual(probe?.authorized, false);
    await chat.ready();
  });

  it("says what it found where there is no Mastra server, and keeps the old address", async () => {
    await chat.command("Configure Server");
    await pickRow(world.page, "Change this server's address");
    await chat.inputBox.fill(world.auth.issuer);
    await chat.inputBox.press("Enter");
    const error = world.page.locator(".monaco-dialog-box", { hasText: /no Mastra API at this address/ });
    await error.waitFor();
    await error.getByRole("button", { name: "Change Address" }).waitFor();
    await world.page.keyboard.press("Escape");
    await error.waitFor({ state: "detached" });
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

  it("fills the box as a link says, for an agent of the server, and sends nothing", async () => {
    const before = world.mastra.requests.filter(({ path }) => path.endsWith("/stream")).length;
    const prompt = encodeURIComponent("How warm is it in Quito & is 100% of it sunny?");
    await world.observer.deliver(`vscode://agent-chat.mastra-clerk/open?agent=glossaryAgent&prompt=${prompt}`);
    await chat.until("the words of the link", async () => {
      return (await chat.message.inputValue()) === "How warm is it in Quito & is 100% of it sunny?";
    });
    await chat.frame.getByText("A link wrote this message. Review it before you send it.").waitFor();
    strictEqual(await chat.agent.inputValue(), "glossaryAgent");
    await chat.screenshot("link");
    strictEqual(world.mastra.requests.filter(({ path }) => path.endsWith("/stream")).length, before);
    await chat.message.fill("");
    await chat.agent.selectOption({ label: "Weather Agent" });
  });

  it("shows agent and activity in the status bar, with a menu", async () => {
    const item = world.page.locator("#agent-chat\\.mastra-clerk\\.agentChat\\.status");
    await chat.until("the agent in the status bar", async () => /Weather Agent/.test((await item.textContent()) ?? ""));
    await chat.message.fill("What is the weather like in Lima?");
    await pressEnter(world.page);
    await waitForAnswer(world.page);
    await item.click();
    await world.page.locator(".quick-input-list .monaco-list-row", { hasText: "Select Agent…" }).waitFor();
    await chat.screenshot("status-menu", ".quick-input-widget");
    await pickRow(world.page, "New Thread");
    await chat.until("a new thread", async () => (await chat.turns.count()) === 0);
  });
});
