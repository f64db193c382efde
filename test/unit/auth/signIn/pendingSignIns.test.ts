import assert from "node:assert/strict";
import { PendingSignIns, parseCallbackQuery } from "../../../../src/auth/signIn/pendingSignIns";

describe("pendingSignIns", () => {
  it("hands over the callback with its state", async () => {
    const pending = new PendingSignIns();
    const result = pending.wait("s1");
    assert.ok(pending.handle("code=c&state=s1&iss=i"));
    const settled = await result;
    assert.ok(settled.kind === "callback");
    assert.equal(settled.parameters.get("code"), "c");
  });

  it("ignores foreign, missing and repeated states, and goes on waiting", async () => {
    const pending = new PendingSignIns();
    assert.equal(pending.handle("code=c&state=s1"), false);
    const result = pending.wait("s1");
    for (const query of ["code=evil&state=s2", "code=evil", "code=evil&state=", "state=S1&code=evil", ""]) {
      assert.equal(pending.handle(query), false, query);
    }
    assert.ok(pending.handle("code=good&state=s1"));
    assert.equal(pending.handle("code=again&state=s1"), false);
    const settled = await result;
    assert.ok(settled.kind === "callback" && settled.parameters.get("code") === "good");
  });

  it("cancels the older sign-in when a new one begins", async () => {
    const pending = new PendingSignIns();
    const older = pending.wait("s1");
    const newer = pending.wait("s2");
    assert.deepEqual(await older, { kind: "cancelled" });
    assert.equal(pending.handle("code=c&state=s1"), false);
    assert.ok(pending.handle("code=c&state=s2"));
    assert.equal((await newer).kind, "callback");
  });

  it("does not let the end of an older sign-in touch the newer one", async () => {
    const pending = new PendingSignIns();
    const controller = new AbortController();
    void pending.wait("s1", controller.signal);
    const newer = pending.wait("s2");
    controller.abort();
    assert.ok(pending.handle("code=c&state=s2"));
    assert.equal((await newer).kind, "callback");
  });

  it("gives up after its time", async () => {
    const pending = new PendingSignIns(20);
    assert.deepEqual(await pending.wait("s1"), { kind: "timedOut" });
    assert.equal(pending.handle("code=late&state=s1"), false);
  });

  it("is cancelled by its signal, before or while it waits", async () => {
    const pending = new PendingSignIns();
    const controller = new AbortController();
    const result = pending.wait("s1", controller.signal);
    controller.abort();
    assert.deepEqual(await result, { kind: "cancelled" });
    assert.deepEqual(await pending.wait("s2", controller.signal), { kind: "cancelled" });
  });

  it("says whether it waits, and remembers what it waited for", async () => {
    const pending = new PendingSignIns();
    assert.equal(pending.hasPending, false);
    const result = pending.wait("s1");
    assert.equal(pending.hasPending, true);
    assert.ok(pending.handle("code=c&state=s1"));
    await result;
    assert.equal(pending.hasPending, false);
    assert.ok(pending.knows("s1"));
    assert.equal(pending.knows("s2"), false);
  });

  it("can be cancelled when nothing waits", () => {
    assert.doesNotThrow(() => new PendingSignIns().cancel());
  });
});

const expected = { code: "c0de", iss: "https://clerk.example.com", state: "random_state-1" };
const plain = "code=c0de&iss=https%3A%2F%2Fclerk.example.com&state=random_state-1";

describe("the query of a callback", () => {
  const forms: Readonly<Record<string, string>> = {
    "as it was sent": plain,
    "decoded once, as Uri.query gives it": decodeURIComponent(plain),
    "encoded once more as a whole": encodeURIComponent(plain),
    "encoded once more value by value": plain.replaceAll("%", "%25"),
    "with VS Code's own keys": `windowId=3&${plain}&vscode-reqid=7&vscode-scheme=vscode`,
    "encoded once more with VS Code's own keys": encodeURIComponent(`windowId=3&vscode-reqid=7&${plain}`),
  };
  for (const [how, query] of Object.entries(forms)) {
    it(`reads a query ${how}`, () => {
      assert.deepEqual(Object.fromEntries(parseCallbackQuery(query)), expected);
    });
  }

  it("keeps a plus sign in a code that was decoded already", () => {
    assert.equal(parseCallbackQuery("code=a+b&state=s").get("code"), "a+b");
  });

  it("reads an error with its description", () => {
    const query = parseCallbackQuery("error=access_denied&error_description=The+person+said+no&state=s");
    assert.equal(query.get("error"), "access_denied");
    assert.equal(query.get("error_description"), "The person said no");
  });

  for (const query of ["", "%", "state=%E0%A4%A", "=&=&&", "%25%25", "?state=s"]) {
    it(`survives ${JSON.stringify(query)}`, () => {
      assert.doesNotThrow(() => parseCallbackQuery(query));
    });
  }

  it("keeps repeated values, which the checks after it refuse", () => {
    assert.deepEqual(parseCallbackQuery("state=s&code=1&code=2").getAll("code"), ["1", "2"]);
  });
});
