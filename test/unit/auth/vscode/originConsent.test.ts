import assert from "node:assert/strict";
import { type AllowedServer, type ConsentAnswer, OriginConsent } from "../../../../src/auth/vscode/originConsent";
import { rejectsWith } from "../setup/expectError";
import { MemoryMemento } from "../setup/memoryMemento";

const agents = "https://agents.example.com";
const clerk = "https://clerk.example.com";

describe("originConsent", () => {
  let state: MemoryMemento;
  let asked: AllowedServer[];
  /** What the person does with each question, in turn; undefined for Escape. */
  let answers: ConsentAnswer[];
  let consent: OriginConsent;

  const open = (): OriginConsent =>
    new OriginConsent(state, (server) => {
      asked.push(server);
      return Promise.resolve(answers.shift());
    });
  beforeEach(() => {
    [state, asked, answers] = [new MemoryMemento(), [], []];
    consent = open();
  });

  it("asks once for a server and a Clerk instance, and remembers that they were allowed", async () => {
    answers = ["allowed", "allowed"];
    await consent.require(agents, clerk);
    await consent.require(agents, clerk);
    await open().require(agents, clerk);
    assert.deepEqual(asked, [{ origin: agents, issuer: clerk }]);
    await consent.require(agents, "https://other.example.com");
    assert.equal(asked.length, 2);
  });

  it("tells without a question whether a server was allowed", async () => {
    assert.equal(consent.isAllowed({ origin: agents, issuer: clerk }), false);
    answers = ["allowed"];
    await consent.require(agents, clerk);
    assert.equal(consent.isAllowed({ origin: agents, issuer: clerk }), true);
    assert.equal(consent.isAllowed({ origin: agents, issuer: "https://other.example.com" }), false);
    assert.equal(asked.length, 1);
  });

  it("remembers “Don't Allow” until the person tries again", async () => {
    answers = ["declined", "allowed"];
    const error = await rejectsWith(consent.require(agents, clerk), "originDeclined");
    assert.deepEqual(error.actions, ["retryConnection", "configureServer"]);
    await rejectsWith(consent.require(agents, clerk), "originDeclined");
    assert.equal(asked.length, 1);
    await consent.forgetDeclined(agents);
    await consent.require(agents, clerk);
    assert.equal(asked.length, 2);
  });

  it("asks again at the next request when the question was left with Escape", async () => {
    answers = [undefined, "allowed"];
    await rejectsWith(consent.require(agents, clerk), "originDeclined");
    assert.deepEqual(consent.allowed(), []);
    await consent.require(agents, clerk);
    assert.equal(asked.length, 2);
  });

  it("puts one question for requests that start together, also when it is left", async () => {
    answers = [undefined];
    const together = [consent.require(agents, clerk), consent.require(agents, clerk)];
    await Promise.all(together.map((request) => rejectsWith(request, "originDeclined")));
    assert.equal(asked.length, 1);
  });

  it("lists what was allowed, and asks again for what was taken back, and for nothing else", async () => {
    const others: readonly (readonly [string, string])[] = [
      ["https://b.example.com", clerk],
      [agents, "https://other.example.com"],
    ];
    answers = ["allowed", "allowed", "allowed", "declined", "allowed"];
    await consent.require(agents, clerk);
    for (const [origin, issuer] of others) {
      await consent.require(origin, issuer);
    }
    await rejectsWith(consent.require("https://c.example.com", clerk), "originDeclined");
    assert.deepEqual(consent.allowed(), [
      { origin: agents, issuer: clerk },
      { origin: agents, issuer: "https://other.example.com" },
      { origin: "https://b.example.com", issuer: clerk },
    ]);
    await consent.revoke({ origin: agents, issuer: clerk });
    assert.deepEqual(
      open()
        .allowed()
        .map(({ origin, issuer }) => [origin, issuer]),
      [others[1], others[0]],
    );
    for (const [origin, issuer] of others) {
      await consent.require(origin, issuer);
    }
    assert.equal(asked.length, 4);
    await consent.require(agents, clerk);
    assert.equal(asked.length, 5);
  });

  it("keeps what was allowed when a declined one of the same server is forgotten", async () => {
    answers = ["allowed", "declined"];
    await consent.require(agents, clerk);
    await rejectsWith(consent.require(agents, "https://other.example.com"), "originDeclined");
    await consent.forgetDeclined(agents);
    assert.deepEqual(consent.allowed(), [{ origin: agents, issuer: clerk }]);
  });

  it("lets the request through that was allowed although it could not be written down", async () => {
    state.broken = true;
    answers = ["allowed"];
    await consent.require(agents, clerk);
    await consent.revoke({ origin: agents, issuer: clerk });
  });
});
