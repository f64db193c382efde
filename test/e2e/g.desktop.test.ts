import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { ask, waitForAnswer } from "../stack/page/ask";
import { completeSignIn } from "../stack/page/signIn";
import { type DesktopWindow, openDesktopWindow, signInUntilCallback } from "./setup/desktopWindow";
import { startsFromKnownState } from "./setup/window";
import { theWorld, type World } from "./setup/world";

const CALLBACK = "vscode://agent-chat.mastra-clerk/callback";

describe("signing in on a desktop", () => {
  startsFromKnownState();

  let world: World;
  let desktop: DesktopWindow;
  let address = "";

  before(async () => {
    world = await theWorld();
    desktop = await openDesktopWindow(world, { ui: "desktop", remote: false, uriScheme: "vscode" });
  });

  after(async () => {
    // Undefined when it did not come up.
    await (desktop as DesktopWindow | undefined)?.close();
  });

  const tokenRequests = (): number => world.auth.requests.filter(({ path }) => path === "/oauth/token").length;

  it("asks Clerk to send the browser to the editor's own link, which nothing is added to", async () => {
    address = await signInUntilCallback(desktop.chat, `${CALLBACK}?`);
    const authorize = world.observer.opened().trim().split("\n").at(-1) ?? "";
    strictEqual(new URL(authorize).searchParams.get("redirect_uri"), CALLBACK);
    ok(new URL(address).searchParams.has("code"));
  });

  it("takes no notice of a link with a state of somebody else", async () => {
    const before = tokenRequests();
    const foreign = new URL(address);
    foreign.searchParams.set("state", "a".repeat(43));
    await world.observer.deliver(foreign.href, desktop.host.pid);
    strictEqual(tokenRequests(), before);
    strictEqual(await desktop.chat.alert.count(), 0);
  });

  it("is signed in once the system has opened the link", async () => {
    const before = tokenRequests();
    // No program has opened its link, so that Clerk's page still stands there and would be answered again.
    const { page } = desktop.chat;
    const others = page
      .context()
      .pages()
      .filter((other) => other !== page);
    await Promise.all(others.map((other) => other.close()));
    await world.observer.deliver(address, desktop.host.pid);
    await completeSignIn(page);
    strictEqual(tokenRequests(), before + 1);
    match(world.observer.log(), /uriHandler/);
  });

  it("answers a question", async () => {
    await ask(desktop.chat.page, "How warm is it in Berlin?");
    match(await waitForAnswer(desktop.chat.page), /Berlin/);
  });

  it("leaves neither code nor state nor tokens in the log, in messages to the panel or in mementos", () => {
    const { observer } = world;
    const { code, state } = Object.fromEntries(new URL(address).searchParams);
    for (const text of [observer.log(), observer.webviewMessages(), observer.state()]) {
      ok(text !== "");
      for (const secret of [code, state]) {
        ok(secret !== undefined && !text.includes(secret));
      }
      doesNotMatch(text, /eyJ[\w-]{20,}\.eyJ/);
    }
  });
});
