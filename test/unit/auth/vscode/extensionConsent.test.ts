import assert from "node:assert/strict";
import { ExtensionConsent, type ExtensionServer } from "../../../../src/auth/vscode/extensionConsent";
import type { ConsentAnswer } from "../../../../src/auth/vscode/originConsent";
import { rejectsWith } from "../setup/expectError";
import { MemoryMemento } from "../setup/memoryMemento";

const asking = (extension: string, ownerId = "ada"): ExtensionServer => ({
  extension,
  extensionName: extension.toUpperCase(),
  ownerId,
  address: "https://a.example.com/api",
  server: "a.example.com",
  account: { label: "ada@example.com" },
});

describe("extensionConsent", () => {
  let asked: string[];
  let answers: ConsentAnswer[];
  let consent: ExtensionConsent;
  beforeEach(() => {
    [asked, answers] = [[], []];
    consent = new ExtensionConsent(new MemoryMemento(), ({ extension, ownerId }) => {
      asked.push(`${extension} ${ownerId}`);
      return Promise.resolve(answers.shift());
    });
  });

  it("asks once for each extension and each owner", async () => {
    answers = ["allowed", "allowed", "declined"];
    await consent.require(asking("pub.one"));
    await consent.require(asking("pub.one"));
    await consent.require(asking("pub.one", "bob"));
    await rejectsWith(consent.require(asking("pub.two")), "extensionDeclined");
    const error = await rejectsWith(consent.require(asking("pub.two")), "extensionDeclined");
    assert.match(error.message, /PUB\.TWO did not ask a\.example\.com.*Manage Allowed Servers/);
    assert.deepEqual(asked, ["pub.one ada", "pub.one bob", "pub.two ada"]);
  });

  it("takes an answer back, for that extension alone", async () => {
    answers = ["allowed", "declined", "allowed"];
    await consent.require(asking("pub.one"));
    await rejectsWith(consent.require(asking("pub.two")), "extensionDeclined");
    const address = "https://a.example.com/api";
    assert.deepEqual(consent.answered(), [
      { extension: "pub.one", address, allowed: true },
      { extension: "pub.two", address, allowed: false },
    ]);
    await consent.forget({ extension: "pub.two", address });
    assert.deepEqual(consent.answered(), [{ extension: "pub.one", address, allowed: true }]);
    await consent.require(asking("pub.two"));
    assert.equal(asked.length, 3);
  });

  it("asks again when the question was left", async () => {
    answers = [undefined, "allowed"];
    await rejectsWith(consent.require(asking("pub.one")), "extensionDeclined");
    await consent.require(asking("pub.one"));
    assert.equal(asked.length, 2);
  });
});
