import { deepStrictEqual } from "node:assert/strict";
import { NativeChat, type NativeChatUse } from "../../../../src/editor/languageModel/nativeChat";
import { rejectsWith } from "../../auth/setup/expectError";

/** An editor whose chat is off, and everything that is done to it in order. */
class Bench {
  done: string[] = [];
  supported = true;
  on = false;
  comes = true;
  models = 2;
  agrees = true;
  workspace: boolean | undefined = undefined;
  answer: () => Promise<string> = () => Promise.resolve("weatherAgent@1");
  kept: NativeChatUse | undefined = undefined;
  offer: unknown = undefined;

  readonly chat = new NativeChat({
    host: {
      isSupported: () => Promise.resolve(this.supported),
      isOn: () => this.on,
      becomesOn: () => Promise.resolve((this.on = this.comes)),
      disabled: () => ({ user: undefined, workspace: this.workspace }),
      setDisabled: (value) => this.do(`disabled ${String(value)}`),
      addGroup: () => this.do("add group"),
      removeGroup: () => this.do("remove group"),
    },
    dialogs: {
      confirm: (isOn) => this.do(`confirm ${isOn ? "on" : "off"}`).then(() => this.agrees),
      using: (id) => void this.done.push(`using ${id}`),
      stopped: (switchedOff) => void this.done.push(switchedOff ? "switched off" : "stays"),
    },
    memory: {
      get: () => this.kept,
      set: (use) => {
        this.kept = use;
        return Promise.resolve();
      },
    },
    countModels: () => Promise.resolve(this.models),
    askAgent: () => this.answer(),
    offerChanged: (offer) => (this.offer = offer),
  });

  private do(what: string): Promise<void> {
    this.done.push(what);
    return Promise.resolve();
  }
}

describe("NativeChat", () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));

  it("says what it does, switches VS Code's chat on by changing the setting, and checks that an agent answers", async () => {
    await bench.chat.use();
    const steps = ["confirm off", "disabled undefined", "disabled false", "add group", "using weatherAgent@1"];
    deepStrictEqual(bench.done, steps);
    deepStrictEqual(bench.kept, { switchedOn: true });
    deepStrictEqual(bench.offer, { inUse: true, unsupported: false });
  });

  it("switches off again what it has switched on", async () => {
    await bench.chat.use();
    bench.done = [];
    await bench.chat.stop();
    deepStrictEqual(bench.done, ["remove group", "disabled true", "switched off"]);
    deepStrictEqual(bench.kept, undefined);
    deepStrictEqual(bench.offer, { inUse: false, unsupported: false });
  });

  it("leaves a chat on that was on before, and one that is used twice is still switched off", async () => {
    bench.on = true;
    await bench.chat.use();
    deepStrictEqual(bench.done, ["confirm on", "add group", "using weatherAgent@1"]);
    await bench.chat.stop();
    deepStrictEqual(bench.done.slice(3), ["remove group", "stays"]);
    bench.on = false;
    await bench.chat.use();
    await bench.chat.use();
    deepStrictEqual(bench.kept, { switchedOn: true });
  });

  it("changes nothing without a yes", async () => {
    bench.agrees = false;
    await bench.chat.use();
    deepStrictEqual(bench.done, ["confirm off"]);
    deepStrictEqual(bench.kept, undefined);
  });

  it("says why where the editor cannot, and does not offer it any more", async () => {
    bench.supported = false;
    await bench.chat.lookAround();
    deepStrictEqual(bench.offer, { inUse: false, unsupported: true });
    await rejectsWith(bench.chat.use(), "noNativeChat");
    deepStrictEqual(bench.done, []);
  });

  it("puts the setting back where there is nothing to switch on", async () => {
    bench.comes = false;
    await rejectsWith(bench.chat.use(), "noNativeChat");
    deepStrictEqual(bench.done, ["confirm off", "disabled undefined", "disabled false", "disabled undefined"]);
    deepStrictEqual([bench.kept, bench.offer], [undefined, { inUse: false, unsupported: true }]);
  });

  it("asks for a sign-in first, and for the workspace's own setting", async () => {
    bench.models = 0;
    deepStrictEqual((await rejectsWith(bench.chat.use(), "noAgents")).actions, ["signIn"]);
    bench.models = 1;
    bench.workspace = true;
    await rejectsWith(bench.chat.use(), "chatDisabled");
    deepStrictEqual(bench.done, ["confirm off"]);
  });

  it("can be undone also when no agent has answered", async () => {
    bench.answer = () => Promise.reject(new Error("down"));
    await bench.chat.use().catch(() => undefined);
    deepStrictEqual(bench.kept, { switchedOn: true });
    deepStrictEqual(bench.offer, { inUse: true, unsupported: false });
  });
});
