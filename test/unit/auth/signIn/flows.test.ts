import assert from "node:assert/strict";
import { type FlowId, type HostTraits, callbackUri, flowLabel, flowsFor } from "../../../../src/auth/signIn/flows";

type Row = readonly [host: string, ...HostTraitsTuple, flows: readonly FlowId[]];
type HostTraitsTuple = readonly [ui: HostTraits["ui"], where: "local" | "remote", uriScheme: string];

/** Every flow but the device grant, which the authorization server has to offer. */
const table: readonly Row[] = [
  ["VS Code on the desktop", "desktop", "local", "vscode", ["uriHandler", "loopback", "paste"]],
  ["Insiders", "desktop", "local", "vscode-insiders", ["uriHandler", "loopback", "paste"]],
  ["SSH", "desktop", "remote", "vscode", ["uriHandler", "paste"]],
  ["WSL", "desktop", "remote", "vscode", ["uriHandler", "paste"]],
  ["a dev container", "desktop", "remote", "vscode", ["uriHandler", "paste"]],
  ["Codespaces from the desktop", "desktop", "remote", "vscode", ["uriHandler", "paste"]],
  ["Codespaces in the browser", "web", "remote", "vscode", ["relay", "paste"]],
  ["vscode.dev", "web", "local", "vscode", ["relay", "paste"]],
  ["code-server", "web", "remote", "code-oss", ["relay", "paste"]],
  ["Cursor", "desktop", "local", "cursor", ["uriHandler", "loopback", "paste"]],
  ["Windsurf", "desktop", "local", "windsurf", ["uriHandler", "loopback", "paste"]],
  ["VSCodium", "desktop", "local", "vscodium", ["uriHandler", "loopback", "paste"]],
  ["VSCodium over SSH", "desktop", "remote", "vscodium", ["uriHandler", "paste"]],
  ["an unknown fork", "desktop", "local", "some-fork", ["loopback", "uriHandler", "paste"]],
  ["an unknown fork over SSH", "desktop", "remote", "some-fork", ["uriHandler", "paste"]],
  ["an unknown fork in the browser", "web", "remote", "some-fork", ["relay", "paste"]],
];

describe("flows", () => {
  for (const [host, ui, where, uriScheme, flows] of table) {
    const traits: HostTraits = { ui, remote: where === "remote", uriScheme };
    it(`has ${flows.join(", ")} for ${host}`, () => {
      assert.deepEqual(flowsFor(traits, { deviceGrant: false }), flows);
    });

    it(`puts the device grant before pasting for ${host}`, () => {
      assert.deepEqual(flowsFor(traits, { deviceGrant: true }), [...flows.slice(0, -1), "deviceGrant", "paste"]);
    });
  }

  it("makes the callback out of the editor's own scheme", () => {
    assert.equal(callbackUri("cursor"), "cursor://agent-chat.mastra-clerk/callback");
  });

  it("names each flow differently", () => {
    const flows: readonly FlowId[] = ["uriHandler", "relay", "loopback", "deviceGrant", "paste"];
    assert.equal(new Set(flows.map(flowLabel)).size, flows.length);
    assert.ok(flows.every((flow) => /^[A-Z].{5,45}$/.test(flowLabel(flow))));
  });
});
