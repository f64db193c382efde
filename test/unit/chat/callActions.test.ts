import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { AgentService } from "../../../src/agents/agentService";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { type CallActionTargets, runCallAction } from "../../../src/chat/callActions";
import { Conversation } from "../../../src/chat/conversation";
import type { ToolCallPart } from "../../../src/shared/transcript";
import { question } from "./turns";
import { localStack } from "../setup/localStack";

describe("a submitted plan, read from a Mastra server", function () {
  this.timeout(120_000);
  const stack = localStack();
  let agents: AgentService;
  let conversation: Conversation;
  let opened: string[][];
  let targets: CallActionTargets;
  let restored: number;

  before(async () => {
    const token = await stack.auth.issueAccessToken();
    agents = new AgentService({
      server: serverAddress(stack.server.url, "/api"),
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
  });

  beforeEach(() => {
    opened = [];
    conversation = new Conversation(crypto.randomUUID(), {
      agents,
      onChange: () => undefined,
      logError: () => undefined,
    });
    restored = 0;
    targets = {
      restoreFiles: () => {
        restored += 1;
        return Promise.resolve();
      },
      session: {
        services: { agents } as unknown as CallActionTargets["session"]["services"],
        isClosed: false,
        approvals: (() => Promise.reject(new Error("none"))) as unknown as CallActionTargets["session"]["approvals"],
      },
      openDocument: (...document) => {
        opened.push(document);
        return Promise.resolve();
      },
    };
  });

  const submitted = (): ToolCallPart => {
    const call = conversation.lastTurn?.parts.findLast((part): part is ToolCallPart => part.kind === "tool");
    ok(call);
    return call;
  };
  const ask = (words: string): Promise<boolean> => {
    const agent = { id: "showcaseAgent", name: "Showcase Agent", description: "" };
    return conversation.send(question(words), agent, stack.auth.users[0]?.id ?? "");
  };
  const act = (action: "readPlan" | "openPlan" | "openOutput" | "restoreFiles"): Promise<void> =>
    runCallAction(action, conversation, conversation.lastTurn?.id ?? "", submitted().id, targets);

  it("comes with the call, and opens under the name of its file; a rejection brings the next one", async () => {
    await ask("Make a plan");
    strictEqual(submitted().status, "suspended");
    await act("openPlan");
    strictEqual(opened.length, 0, "nothing was read yet");
    await act("readPlan");
    const { plan } = submitted();
    match(plan && "text" in plan ? plan.text : "", /^# A station at the harbour/);
    await act("openPlan");
    deepStrictEqual(
      opened.map(([text = "", name]) => [text.split("\n")[0], name]),
      [["# A station at the harbour", "harbour-station.md"]],
    );
    const turnId = conversation.lastTurn?.id ?? "";
    await conversation.resume(turnId, submitted().id, { action: "rejected", feedback: "Add a lightning rod." });
    strictEqual(submitted().plan, undefined);
    await act("readPlan");
    match(JSON.stringify(submitted().plan), /lightning rod/);
    await conversation.resume(turnId, submitted().id, { action: "approved" });
    strictEqual(conversation.lastTurn?.state, "complete");
  });

  it("opens what a call told, and restores what its response changed", async () => {
    await ask("Make a plan");
    await act("restoreFiles");
    strictEqual(restored, 1);
    await act("openOutput");
    strictEqual(opened.at(-1)?.[1], "result.json");
  });

  it("says that its file is gone", async () => {
    await ask("Make a plan whose file is gone");
    await act("readPlan");
    const { plan } = submitted();
    match(plan && "problem" in plan ? plan.problem : "", /has no file \.mastracode\/plans\/gone\.md/);
    await act("openPlan");
    deepStrictEqual(opened, []);
  });

  it("says that the server reads no plans elsewhere", async () => {
    const refused = await agents.readPlan("showcaseAgent", "../secrets.md").catch((error: unknown) => error);
    match(String(refused), /reads no plans at \.\.\/secrets\.md/);
  });

  it("changes nothing once the owner's session is closed", async () => {
    await ask("Make a plan");
    targets = { ...targets, session: { ...targets.session, isClosed: true } };
    await act("readPlan");
    strictEqual(submitted().plan, undefined);
  });
});
