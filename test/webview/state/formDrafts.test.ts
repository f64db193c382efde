import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { ViewState } from "../../../src/shared/protocol";
import { asksForSecret } from "../../../src/webview/form/field";
import { readSchema } from "../../../src/webview/form/readSchema";
import { type FormDraft, FormDrafts } from "../../../src/webview/state/formDrafts";
import { Host } from "../../../src/webview/state/host";
import { Panel } from "../../../src/webview/state/panel";
import { FakeApi, FakeScheduler, viewState } from "../setup/fakes";

describe("FormDrafts", () => {
  it("gives a hidden panel's forms to its next life", () => {
    const api = new FakeApi();
    const panel = (): Panel => new Panel(new Host(api), new FakeScheduler(), () => undefined);
    panel().formDrafts.set("form turn call", { value: "Ada" });
    deepStrictEqual(panel().formDrafts.get("form turn call"), { value: "Ada" });
  });

  it("has each owner's own, and keeps nothing of somebody who has left but in memory", () => {
    const api = new FakeApi();
    const panel = new Panel(new Host(api), new FakeScheduler(), () => undefined);
    const comes = (owner: string, connection: ViewState["connection"] = "ready"): void =>
      panel.receive({
        type: "snapshot",
        owner,
        state: viewState({ connection }),
        transcript: { threadId: "thread", turns: [] },
        draft: { text: "", revision: 0 },
        strings: {},
      });
    const seen = (): readonly unknown[] => [
      panel.formDrafts.get("form turn call")?.value,
      JSON.stringify(api.getState()).includes("Lake Como"),
    ];
    comes("ada");
    panel.formDrafts.set("form turn call", { value: "Lake Como" });
    deepStrictEqual(seen(), ["Lake Como", true]);
    comes("", "loading");
    deepStrictEqual(seen(), ["Lake Como", true], "as after a reload, until it is known who is there");
    comes("", "signedOut");
    deepStrictEqual(seen(), [undefined, false]);
    comes("", "signingIn");
    deepStrictEqual(seen(), [undefined, false]);
    comes("bob");
    deepStrictEqual(seen(), [undefined, false]);
    comes("ada");
    deepStrictEqual(seen(), ["Lake Como", true]);
    panel.receive({ type: "state", state: viewState({ connection: "signedOut" }) });
    deepStrictEqual(seen(), [undefined, false]);
  });

  it("never writes a password anywhere", () => {
    let kept: Readonly<Record<string, FormDraft>> = {};
    const drafts = new FormDrafts({}, (all) => (kept = all));
    drafts.set("a", { value: "hunter2" }, true);
    drafts.set("b", { value: "Ada" });
    deepStrictEqual([Object.keys(kept), drafts.get("a")?.value], [["b"], "hunter2"]);
  });

  it("finds a password however deep it is asked for", () => {
    const secret = { type: "string", format: "password" };
    const deep = {
      type: "object",
      properties: { logins: { type: "array", items: { type: "object", properties: { secret } } } },
    };
    strictEqual(asksForSecret(readSchema(deep)), true);
    strictEqual(asksForSecret(readSchema({ type: "object", properties: { name: { type: "string" } } })), false);
  });

  it("takes a state that it cannot read for none", () => {
    const panel = new Panel(new Host(new FakeApi({ forms: { a: 7 } })), new FakeScheduler(), () => undefined);
    strictEqual(panel.formDrafts.get("a"), undefined);
  });

  it("lets the oldest go", () => {
    const drafts = new FormDrafts();
    for (let index = 0; index < 51; index += 1) {
      drafts.set(String(index), { value: "x" });
    }
    deepStrictEqual([drafts.get("0"), drafts.get("1")?.value], [undefined, "x"]);
  });
});
