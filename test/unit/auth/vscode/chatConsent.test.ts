import assert from "node:assert/strict";
import { ChatConsent, type ChatServer } from "../../../../src/auth/vscode/chatConsent";
import type { ConsentAnswer } from "../../../../src/auth/vscode/originConsent";
import { rejectsWith } from "../setup/expectError";
import { MemoryMemento } from "../setup/memoryMemento";

const server = (ownerId: string, host = "a.example.com"): ChatServer => ({
  ownerId,
  address: `https://${host}/api`,
  server: host,
  account: { label: "ada@example.com" },
});

describe("chatConsent", () => {
  let state: MemoryMemento;
  let asked: string[];
  let answers: ConsentAnswer[];
  let consent: ChatConsent;
  const open = (): ChatConsent =>
    new ChatConsent(state, ({ ownerId }) => {
      asked.push(ownerId);
      return Promise.resolve(answers.shift());
    });
  beforeEach(() => {
    [state, asked, answers] = [new MemoryMemento(), [], []];
    consent = open();
  });

  it("asks once for each owner, in all windows", async () => {
    answers = ["allowed", "allowed"];
    await consent.require(server("ada"));
    await open().require(server("ada"));
    await consent.require(server("bob"));
    assert.deepEqual(asked, ["ada", "bob"]);
    assert.deepEqual(consent.answered(), [{ address: "https://a.example.com/api", allowed: true }]);
  });

  it("remembers a no, and says how to take it back", async () => {
    answers = ["declined", "allowed"];
    const error = await rejectsWith(consent.require(server("ada")), "chatDeclined");
    assert.match(error.message, /Manage Allowed Servers/);
    await rejectsWith(consent.require(server("ada")), "chatDeclined");
    assert.deepEqual(consent.answered(), [{ address: "https://a.example.com/api", allowed: false }]);
    await consent.forget("https://a.example.com/api");
    assert.deepEqual(consent.answered(), []);
    await consent.require(server("ada"));
    assert.deepEqual(asked, ["ada", "ada"]);
  });

  it("asks again when the question was left, and puts one question for calls at the same time", async () => {
    answers = [undefined, "allowed"];
    const together = [consent.require(server("ada")), consent.require(server("ada"))];
    await Promise.all(together.map((call) => rejectsWith(call, "chatDeclined")));
    assert.equal(asked.length, 1);
    await consent.require(server("ada"));
    assert.equal(asked.length, 2);
  });

  it("forgets a server for everybody and leaves the others", async () => {
    answers = ["allowed", "declined", "allowed"];
    await consent.require(server("ada"));
    await rejectsWith(consent.require(server("bob")), "chatDeclined");
    await consent.require(server("cleo", "b.example.com"));
    await consent.forget("https://a.example.com/api");
    assert.deepEqual(consent.answered(), [{ address: "https://b.example.com/api", allowed: true }]);
  });

  it("counts until the window closes when nothing can be written", async () => {
    state.broken = true;
    answers = ["allowed"];
    await consent.require(server("ada"));
    await consent.require(server("ada"));
    assert.equal(asked.length, 1);
  });
});
