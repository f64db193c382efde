import { deepStrictEqual, rejects } from "node:assert/strict";
import { AskCommands } from "../../src/editor/askCommands";
import type { Connection } from "../../src/shared/protocol";

describe("Ask weatherAgent", () => {
  let events: string[];
  let status: Connection;
  let signIn: () => Promise<void>;
  let isInBox: boolean;
  let commands: AskCommands;

  beforeEach(() => {
    events = [];
    signIn = () => Promise.resolve();
    isInBox = true;
    const connection = {
      agents: [],
      notice: undefined,
      ensure: () => Promise.resolve(),
      get status() {
        return status;
      },
    };
    const chat = {
      ask: (text: string, agentId?: string) => (events.push(`${agentId ?? ""}: ${text}`), Promise.resolve()),
      keepUntilAsked: (text: string) => (events.push(`keep: ${text}`), () => isInBox),
      selectAgent: () => undefined,
      focusInput: () => undefined,
    };
    commands = new AskCommands(
      chat,
      connection,
      () => Promise.resolve(),
      () => (events.push("sign in"), signIn()),
    );
  });

  it("signs in first where nobody is signed in, and asks then", async () => {
    status = "signedOut";
    await commands.askWeatherAgent("Rain?");
    deepStrictEqual(events, ["keep: Rain?", "sign in", "weatherAgent: Rain?"]);
  });

  it("hands the words on when the sign-in fails: they wait in the message box", async () => {
    status = "signedOut";
    signIn = () => Promise.reject(new Error("no browser"));
    await rejects(commands.askWeatherAgent("Rain?"), /no browser/);
    deepStrictEqual(events, ["keep: Rain?", "sign in", "weatherAgent: Rain?"]);
  });

  it("asks nothing that the person has sent from the message box, or changed there, during the sign-in", async () => {
    status = "signedOut";
    isInBox = false;
    await commands.askWeatherAgent("Rain?");
    deepStrictEqual(events, ["keep: Rain?", "sign in"]);
  });

  it("asks at once where somebody is signed in, and opens no browser for what a sign-in cannot mend", async () => {
    for (status of ["ready", "failed", "noServer", "restricted"] as const) {
      events = [];
      await commands.askWeatherAgent("Rain?");
      deepStrictEqual(events, ["keep: Rain?", "weatherAgent: Rain?"]);
    }
  });
});
