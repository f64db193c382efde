import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { startAuthServer } from "../stack/auth/authServer";
import { freePort } from "../stack/listen";
import { startMastraServer } from "../stack/mastra/mastraServer";
import { ask, pressEnter, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

const QUESTION = "What's the weather like in New York?";

describe("when something is wrong", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;

  beforeEach(async () => {
    ({ world, chat } = await signedInChat());
    await chat.message.fill(QUESTION);
  });

  /** To be called at the end of each test: a hook that fails would end the file. */
  async function mended(): Promise<void> {
    world.configure({});
    // The alert goes when the settings have been read again, and not before.
    await chat.until("the alert to go", async () => (await chat.alert.count()) === 0);
    await chat.ready();
    const typed = "what was typed for this server to be in the box again";
    await chat.until(typed, async () => (await chat.message.inputValue()) === QUESTION);
    await chat.message.fill("");
  }

  it("says that nothing answers at a wrong address, and goes on when it is mended", async () => {
    const port = await freePort("127.0.0.1", 0, false);
    world.configure({ "agentChat.serverUrl": `http://127.0.0.1:${String(port)}` });
    await chat.alertText(new RegExp(`Couldn't reach 127\\.0\\.0\\.1:${String(port)}`));
    await chat.button("Try again").waitFor();
    await chat.screenshot("wrong-server");
    await mended();
  });

  it("says what is wrong with an address that is none", async () => {
    world.configure({ "agentChat.serverUrl": "weather" });
    match(await chat.alertText(/weather/), /isn't a web address/);
    await chat.button("Configure server").waitFor();
    await mended();
  });

  it("sends no token over plain http to another machine", async () => {
    world.configure({ "agentChat.serverUrl": "http://mastra.example.com" });
    await chat.alertText(/isn't encrypted/);
    await mended();
  });

  it("tells a web page from a Mastra server", async () => {
    world.configure({ "agentChat.serverUrl": world.auth.issuer });
    await chat.alertText(/no Mastra API|not a Mastra API/);
    await mended();
  });

  it("names both sides when the server trusts another Clerk instance", async () => {
    const other = await startAuthServer();
    closeAtEnd(() => other.close());
    const { publishableKey, jwksUri } = other;
    const foreign = await startMastraServer({
      publishableKey,
      jwksUri,
      dataDir: join(world.folder, "foreign"),
      ...SCRIPTED,
    });
    closeAtEnd(() => foreign.close());
    const refreshes = (): number => world.auth.requests.filter(({ path }) => path === "/oauth/token").length;
    const before = refreshes();
    world.configure({ "agentChat.serverUrl": foreign.url });
    const text = await chat.alertText(/doesn't accept/);
    match(text, new RegExp(new URL(world.auth.issuer).host.replaceAll(".", "\\.")));
    match(text, new RegExp(new URL(foreign.url).host.replaceAll(".", "\\.")));
    strictEqual(refreshes() - before, 1, "one forced refresh");
    const refused = foreign.requests.filter(({ path, hasToken }) => path === "/api/agents" && hasToken);
    strictEqual(refused.length, 2, "one retry");
    strictEqual(world.page.context().pages().length, 1, "no browser opens by itself");
    await mended();
  });

  it("has a word for a setting that names an agent the server does not have", async () => {
    world.configure({ "agentChat.agent": "nopeAgent" });
    match(await chat.alertText(/nopeAgent/), /has no agent "nopeAgent"/);
    await chat.button("Choose another agent").waitFor();
    await mended();
  });
});

describe("a message of 5 MB", () => {
  startsFromKnownState();

  it("is refused with its size, stays in the box, and can be shortened", async () => {
    const { world, chat } = await signedInChat();
    await chat.message.fill("sunny ".repeat(800_000));
    await pressEnter(world.page);
    await chat.alertText(/is 4\.8 MB, and the limit is 4\.4 MB/);
    await chat.until("the words in the box", async () => (await chat.message.inputValue()).length === 4_800_000);
    strictEqual(await chat.turns.count(), 0);
    await chat.message.fill("");
    await ask(world.page, "How warm is it in Rome?");
    match(await waitForAnswer(world.page), /Rome/);
  });
});
