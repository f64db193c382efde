import { deepStrictEqual, rejects } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClientAccess } from "../../../src/agents/clientAccess";
import * as mastraClient from "../../../src/agents/mastraClient";
import { sendFeedback } from "../../../src/agents/responseFeedback";
import { serverAddress } from "../../../src/agents/serverUrl";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, startMastraServer } from "../../stack/mastra/mastraServer";

describe("feedback on a response, against a Mastra server", function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-feedback-"));
  const closers: (() => Promise<unknown>)[] = [];
  let auth: AuthServer;

  before(async () => {
    auth = await startAuthServer();
    closers.push(() => auth.close());
  });
  after(async () => {
    for (const close of closers.reverse()) {
      await close();
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(name: string, isObserved: boolean): Promise<MastraServer> {
    const { publishableKey, jwksUri } = auth;
    const scripted = { liveWeather: false, environment: {} };
    const folder = join(dataDir, name);
    const server = await startMastraServer({ publishableKey, jwksUri, dataDir: folder, isObserved, ...scripted });
    closers.push(() => server.close());
    return server;
  }

  async function accessTo({ url }: MastraServer): Promise<ClientAccess> {
    const token = await auth.issueAccessToken();
    return new ClientAccess({
      server: serverAddress(url, "/api"),
      tokens: { get: () => Promise.resolve(token) },
      loadClient: () => Promise.resolve(mastraClient),
      fetch,
      account: { label: "", issuer: "" },
    });
  }

  it("is kept with agent, thread and run", async () => {
    const access = await accessTo(await start("keeps", true));
    await sendFeedback(access, { agentId: "weatherAgent", threadId: "thread-1", runId: "run-1", isHelpful: true });
    await sendFeedback(access, { agentId: "weatherAgent", threadId: "thread-1", isHelpful: false });
    const { feedback } = await access.read<{ feedback: Record<string, unknown>[] }>("/observability/feedback");
    deepStrictEqual(
      feedback
        .map(({ entityId, threadId, runId, value, feedbackType }) => [entityId, threadId, runId, value, feedbackType])
        .sort((one, other) => Number(other[3]) - Number(one[3])),
      [
        ["weatherAgent", "thread-1", "run-1", 1, "thumbs"],
        ["weatherAgent", "thread-1", feedback.find(({ value }) => value === -1)?.["runId"], -1, "thumbs"],
      ],
    );
  });

  it("is refused with one sentence by a server whose storage keeps none", async () => {
    const access = await accessTo(await start("keepsNone", false));
    await rejects(
      sendFeedback(access, { agentId: "weatherAgent", threadId: "thread-1", isHelpful: true }),
      (error: unknown) => error instanceof UserFacingError && error.kind === "noFeedback",
    );
  });
});
