import { strictEqual } from "node:assert/strict";
import { ServerChoice } from "../../../src/editor/serverChoice";
import type { ServerEntry } from "../../../src/editor/serverList";

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
