import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { AgentService } from "../../../../src/agents/agentService";
import { isHiddenThread } from "../../../../src/agents/hiddenThread";
import * as mastraClient from "../../../../src/agents/mastraClient";
import { serverAddress } from "../../../../src/agents/serverUrl";
import { textAttachment } from "../../../../src/chat/attachments/attachmentOf";
import { AgentQuestions, type AskedAgent, type AskingOwner } from "../../../../src/editor/askAgent/agentQuestions";
import { UserFacingError } from "../../../../src/shared/userFacingError";
import { localStack } from "../../setup/localStack";

const never = new AbortController().signal;

describe("AgentQuestions against a Mastra server", function () {
  this.timeout(120_000);
  const stack = localStack();
  let owner: (AskingOwner & { isClosed: boolean }) | undefined;
  let token: string;
  let questions: AgentQuestions;
  let errors: unknown[];

  beforeEach(async () => {
    const sub = stack.auth.users[0]?.id ?? "";
    token = await stack.auth.issueAccessToken({ sub });
    const address = serverAddress(stack.server.url, "/api");
    const agents = new AgentService({
      server: address,
      options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false }),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
    const ref = { issuer: "", clientId: "", accountId: "" };
    const account = { ref, sub, label: "", issuer: "" };
    owner = { id: "owner-1", account, server: address, isClosed: false, services: { agents } };
    errors = [];
    questions = new AgentQuestions({
      owner: () => Promise.resolve(owner),
      preferred: () => "weatherAgent",
      logError: (_, error) => errors.push(error),
    });
  });

  const find = async (name?: string): Promise<AskedAgent> => questions.find(await questions.owner(), name);
  const fails = (promise: Promise<unknown>, kind: string, said = /./): Promise<void> =>
    rejects(promise, (error: unknown) => {
      strictEqual(error instanceof UserFacingError ? error.kind : error, kind);
      match((error as Error).message, said);
      return true;
    });

  it("finds an agent by its id or its name in any case, or the one that the person uses", async () => {
    const ids = await Promise.all(
      [undefined, "codingAgent", "CODING agent"].map(async (name) => (await find(name)).agent.id),
    );
    deepStrictEqual(ids, ["weatherAgent", "codingAgent", "codingAgent"]);
    await fails(find("nobody"), "agentNotFound", /called nobody\. It has these: .*Coding Agent \(codingAgent\)/);
    owner = undefined;
    await fails(find(), "notSignedIn");
  });

  it("gives a whole response with what goes along, and leaves no thread to see", async () => {
    const origin = { id: "f", name: "notes.md", detail: "notes.md", openable: false };
    const notes = textAttachment("file", origin, "The release is on Friday.");
    match(
      await questions.ask(await find("codingAgent"), "When?", [notes], never),
      /I read notes\.md \(1 line\)\.[^]*You said: When\?/,
    );
    // The agent's own tools run on the server.
    match(await questions.ask(await find(), "What is the climate of Lisbon in May?", [], never), /Lisbon/);
    const { sub } = owner!.account;
    const path = `/api/memory/threads?resourceId=${sub}&agentId=codingAgent`;
    const response = await fetch(stack.server.url + path, { headers: { authorization: `Bearer ${token}` } });
    const { threads } = (await response.json()) as { threads: { id: string }[] };
    deepStrictEqual(
      threads.filter(({ id }) => !isHiddenThread(id)),
      [],
    );
  });

  it("streams a response", async () => {
    const pieces = await Array.fromAsync(questions.stream(await find("codingAgent"), "Hello there", never));
    strictEqual(pieces.join(""), "You said: Hello there");
  });

  it("declines a call that needs a person, and says where to ask", async () => {
    const asked = await find("codingAgent");
    await fails(questions.ask(asked, "Book Rome", [], never), "needsApproval", /bookTrip needs your approval/);
    deepStrictEqual(errors, []);
    await fails(Array.fromAsync(questions.stream(asked, "Book Rome", never)), "needsApproval");
  });

  it("says what went wrong, and that another account is there", async () => {
    const asked = await find("codingAgent");
    await rejects(questions.ask(asked, "Crash", [], never), UserFacingError);
    await fails(Array.fromAsync(questions.stream(asked, "Crash", never)), "runFailed", /the model is down/);
    owner!.isClosed = true;
    await fails(questions.ask(asked, "Hello", [], never), "ownerGone");
  });

  it("ends with its signal", async () => {
    const asked = await find("codingAgent");
    const aborted = AbortSignal.abort();
    await rejects(questions.ask(asked, "Hello", [], aborted), { name: "AbortError" });
    await rejects(Array.fromAsync(questions.stream(asked, "Hello", aborted)), { name: "AbortError" });
  });
});
