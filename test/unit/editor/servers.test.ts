import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { nameFor, readServerList, ServerChoice, type ServerEntry, withServer } from "../../../src/editor/servers";

const staging = { name: "Staging", url: "https://staging.example.com", publishableKey: "pk_test_a", clientId: "a" };
const plain = { name: "Plain", url: "https://plain.example.com", publishableKey: "", clientId: "" };

describe("readServerList", () => {
  it("reads names, addresses and keys, trimmed", () => {
    deepStrictEqual(readServerList([staging, { name: " Plain ", url: "https://plain.example.com " }]), [
      staging,
      plain,
    ]);
  });

  it("reads an address without its scheme", () => {
    const urls = readServerList([
      { name: "Here", url: "localhost:4111" },
      { name: "There", url: "mastra.example.com" },
    ]).map(({ url }) => url);
    deepStrictEqual(urls, ["http://localhost:4111", "https://mastra.example.com"]);
  });

  it("ignores everything that is no server", () => {
    const others = [
      null,
      7,
      "https://x.example.com",
      [],
      {},
      { name: "No address" },
      { url: "https://no-name.example.com" },
    ];
    deepStrictEqual(readServerList([...others, { name: 1, url: 2 }, staging]), [staging]);
    for (const value of [undefined, null, "text", 7, { 0: staging }]) {
      deepStrictEqual(readServerList(value), []);
    }
  });

  it("counts the first of two servers with one name", () => {
    deepStrictEqual(readServerList([staging, { ...plain, name: "Staging" }]), [staging]);
  });

  it("takes no key that is no text", () => {
    deepStrictEqual(
      readServerList([{ name: "Plain", url: "https://plain.example.com", publishableKey: 7, clientId: null }]),
      [plain],
    );
  });
});

describe("withServer", () => {
  it("adds at the end, without empty texts, and leaves everything else as it is", () => {
    const before = [staging, "a note", { name: "Half" }];
    deepStrictEqual(withServer(before, plain), [...before, { name: "Plain", url: "https://plain.example.com" }]);
  });

  it("changes the server of that name in its place", () => {
    deepStrictEqual(withServer([staging, plain], { ...staging, url: "https://new.example.com" }), [
      { ...staging, url: "https://new.example.com" },
      plain,
    ]);
  });

  it("makes a list of what was none", () => {
    deepStrictEqual(withServer("oops", staging), [staging]);
  });
});

describe("nameFor", () => {
  it("is the host with its port", () => {
    strictEqual(nameFor("https://mastra.example.com/team", []), "mastra.example.com");
    strictEqual(nameFor("http://localhost:4111", ["mastra.example.com"]), "localhost:4111");
  });

  it("counts on when the name is taken", () => {
    strictEqual(nameFor("https://a.example.com/two", ["a.example.com", "a.example.com (2)"]), "a.example.com (3)");
  });
});

const entry = (name: string): ServerEntry => ({
  name,
  url: `https://${name}.example.com`,
  publishableKey: "",
  clientId: "",
});

describe("ServerChoice", () => {
  const rows: readonly { chosen?: string; servers: readonly string[]; simple: boolean; current: string | undefined }[] =
    [
      { servers: [], simple: false, current: undefined },
      { servers: [], simple: true, current: undefined },
      { servers: ["a", "b"], simple: false, current: "a" },
      { servers: ["a", "b"], simple: true, current: undefined },
      { chosen: "b", servers: ["a", "b"], simple: false, current: "b" },
      { chosen: "b", servers: ["a", "b"], simple: true, current: "b" },
      { chosen: "gone", servers: ["a", "b"], simple: false, current: "a" },
      { chosen: "gone", servers: ["a"], simple: true, current: undefined },
      { chosen: "gone", servers: [], simple: false, current: undefined },
    ];
  for (const { chosen, servers, simple, current } of rows) {
    const of = `${chosen ?? "nothing"} chosen, list [${servers.join()}], serverUrl ${simple ? "set" : "not set"}`;
    it(`${of}: ${current ?? "serverUrl"}`, () => {
      const choice = new ServerChoice({ get: () => chosen, set: () => undefined });
      strictEqual(choice.current(servers.map(entry), simple)?.name, current);
    });
  }

  it("remembers a choice, and forgets it for the simple server", () => {
    let kept: string | undefined;
    const choice = new ServerChoice({ get: () => kept, set: (name) => (kept = name) });
    choice.choose("b");
    strictEqual(choice.current([entry("a"), entry("b")], true)?.name, "b");
    choice.choose(undefined);
    strictEqual(choice.current([entry("a"), entry("b")], true), undefined);
  });
});
