import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { Discovery } from "../../../src/auth/clerk/discovery";
import { rejectsWith } from "../auth/setup/expectError";
import { SignInBench } from "../auth/signIn/signInBench";
import { type HttpServer, json, startHttpServer } from "../setup/httpServer";
import { changed, HeldBrowser, valueIn } from "./heldBrowser";

/** RFC 9700 §4.4: a code of one authorization server must not be brought to another one. */
describe("callbacks of another authorization server (mix-up)", () => {
  const bench = new SignInBench();
  before(() => bench.start());
  after(() => bench.stop());
  beforeEach(() => bench.reset());

  const tokenRequests = (): number => bench.server.requests.filter(({ path }) => path === "/oauth/token").length;

  let evil: HttpServer;
  beforeEach(async () => {
    evil = await startHttpServer((seen, response) => {
      const { path } = seen;
      json(response, path.startsWith("/.well-known/openid") ? 200 : 400, discoveryOf(evil.origin));
    });
  });
  afterEach(() => evil.close());

  const discoveryOf = (issuer: string): object => ({
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
  });

  it("get no code: a sign-in at theirs that they send on to the real one ends at `iss`", async () => {
    const window = bench.openWindow({}, { issuer: evil.origin });
    const sentOn = (url: string): string => url.replace(evil.origin, bench.server.issuer);
    const held = new HeldBrowser(window, "alice@example.com", sentOn);
    const running = held.signIn(bench.server.relayUrl);
    const callback = await held.callback;
    strictEqual(valueIn(callback, "iss"), bench.server.issuer);
    await window.comeBack(callback);
    await rejectsWith(running, "idTokenInvalid");
    deepStrictEqual(
      evil.seen.filter(({ path }) => path.startsWith("/oauth/token")),
      [],
    );
  });

  for (const [how, forge] of [
    ["another one", (callback: string) => changed(callback, { iss: "https://clerk.evil.example" })],
    ["none, although the instance says that it sends one", (callback: string) => changed(callback, { iss: undefined })],
    ["an empty one", (callback: string) => changed(callback, { iss: "" })],
    ["a second one", (callback: string) => `${callback}&iss=https%3A%2F%2Fclerk.evil.example`],
    ["its own with a slash", (callback: string) => changed(callback, { iss: `${valueIn(callback, "iss")}/` })],
  ] as const) {
    it(`are refused before the code goes anywhere when \`iss\` is ${how}`, async () => {
      const held = new HeldBrowser(bench.window, "alice@example.com");
      const running = bench.run(held.window);
      const callback = await held.callback;
      const asked = tokenRequests();
      await bench.window.comeBack(forge(callback));
      await rejectsWith(running, "idTokenInvalid");
      strictEqual(tokenRequests(), asked);
    });
  }

  it("cannot name the endpoints of the real one: its document must name itself", async () => {
    const discovery = new Discovery((url, init) => fetch(url, init));
    const impostor = await startHttpServer((_, response) => json(response, 200, discoveryOf(bench.server.issuer)));
    await rejectsWith(discovery.get(impostor.origin), "notClerk");
    await impostor.close();
  });
});
