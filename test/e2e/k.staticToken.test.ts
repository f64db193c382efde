import { match, ok, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { type MastraServer, startMastraServer } from "../stack/mastra/mastraServer";
import { ask, waitForAnswer } from "../stack/page/ask";
import type { Chat } from "./setup/chat";
import { dismissAll } from "./setup/dismiss";
import { answerUntil, signOut } from "./setup/ways";
import { knowsWhoIsThere, signedInChat, startsFromKnownState } from "./setup/window";
import { closeAtEnd, SCRIPTED, type World } from "./setup/world";

const TOKEN = "sk-user-token-456";

describe("a server with a sign-in of another kind, a token that never changes", () => {
  startsFromKnownState();

  let world: World;
  let chat: Chat;
  let server: MastraServer;

  before(async () => {
    ({ world, chat } = await signedInChat());
    const { publishableKey, jwksUri } = world.auth;
    const dataDir = join(world.folder, "static");
    server = await startMastraServer({
      publishableKey,
      jwksUri,
      dataDir,
      staticTokens: { [TOKEN]: "person-1" },
      ...SCRIPTED,
    });
    closeAtEnd(() => server.close());
    world.configure({
      "agentChat.serverUrl": server.url,
      "agentChat.clerk.publishableKey": "",
      "agentChat.clerk.clientId": "",
    });
    await chat.button(`Server ${new URL(server.url).host}. Switch or configure`).waitFor();
    await knowsWhoIsThere(chat);
  });

  it("works with Paste a Token", async () => {
    await chat.command("Paste a Token");
    await chat.inputBox.fill(TOKEN);
    await world.page
      .getByText(/doesn't say whose it is/)
      .first()
      .waitFor();
    await chat.inputBox.press("Enter");
    await answerUntil(chat, "the server to be allowed", () => chat.agent.isEnabled());
    await dismissAll(world.page);
    await ask(world.page, "How warm is it in Rome?");
    match(await waitForAnswer(world.page), /Rome/);
    ok(server.requests.some(({ path, status }) => path.endsWith("/stream") && status === 200));
  });

  it("keeps its threads on the server, and the token until a sign-out", async () => {
    await chat.newThread();
    await chat.button("Threads").click();
    await chat.frame.getByRole("button", { name: /Rome/ }).first().click();
    await chat.until("the thread", async () => /Rome/.test((await chat.turns.allInnerTexts()).join(" ")));
    await signOut(chat);
    const before = server.requests.length;
    await knowsWhoIsThere(chat);
    strictEqual(server.requests.slice(before).filter(({ hasToken }) => hasToken).length, 0);
  });
});
