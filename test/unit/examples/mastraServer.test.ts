import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckBench, told } from "../scripts/checkBench";
import { MODEL_SAYS, startChatModel } from "./chatModel";
import { curlCommandsOf } from "./curl";

const FOLDER = "examples/mastra-server";
const WEB_APP = "http://localhost:3000";

describe("the example mastra-server", function () {
  this.timeout(60_000);
  const bench = new CheckBench();
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-example-"));
  let model: Awaited<ReturnType<typeof startChatModel>>;
  let child: ChildProcess;
  let url: string;

  /** As somebody fills in a copy of .env.example. */
  function environment(): Readonly<Record<string, string>> {
    const { publishableKey, jwksUri, clientId } = bench.auth;
    return {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_SECRET_KEY: "sk_test_unused",
      CLERK_JWKS_URI: jwksUri,
      AGENT_CHAT_CLIENT_ID: clientId,
      WEB_APP_ORIGIN: WEB_APP,
      MODEL: "ollama/scripted",
      MODEL_URL: model.url,
      DATABASE_URL: `file:${join(dataDir, "mastra.db")}`,
    };
  }

  before(async () => {
    await bench.start();
    model = await startChatModel();
    child = fork(join(__dirname, "mastraServer.child.js"), { env: { ...process.env, ...environment() } });
    [url] = (await once(child, "message")) as [string];
  });
  after(async () => {
    child.kill();
    await Promise.all([once(child, "exit"), model.close(), bench.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("names everything that has to be filled in, and no value of anybody", () => {
    const lines = readFileSync(`${FOLDER}/.env.example`, "utf8").split("\n");
    const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);
    assert.deepEqual(
      Object.keys(environment()).filter((name) => !named.includes(name)),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => /^CLERK_|^AGENT_CHAT_/.test(line) && !line.endsWith("=")),
      [],
    );
  });

  it("answers the commands of its README", async () => {
    const token = await bench.auth.issueAccessToken({ claims: { azp: WEB_APP } });
    const [where, refused, asked] = curlCommandsOf(`${FOLDER}/README.md`, token);
    const ask = ({ path, init }: NonNullable<typeof where>): Promise<Response> => fetch(`${url}${path}`, init);
    const { resource, authorization_servers: issuers } = (await (await ask(where!)).json()) as Readonly<
      Record<string, unknown>
    >;
    assert.deepEqual([resource, issuers], [url, [bench.auth.issuer]]);
    assert.equal((await ask(refused!)).status, 401);
    const response = await ask(asked!);
    const { text, toolCalls } = (await response.json()) as { text: string; toolCalls: readonly unknown[] };
    assert.deepEqual([response.status, text, toolCalls.length], [200, MODEL_SAYS, 1]);
  });

  it("keeps the thread of that command for the person, not for whom the command names", async () => {
    const authorization = `Bearer ${await bench.auth.issueAccessToken({ claims: { azp: WEB_APP } })}`;
    const response = await fetch(`${url}/api/memory/threads/try-1?agentId=weatherAgent`, {
      headers: { authorization },
    });
    const { resourceId } = (await response.json()) as { resourceId: string };
    assert.equal(resourceId, bench.auth.users[0]!.id);
  });

  it("lets in nothing but people's tokens for its own clients", async () => {
    const { clientId } = bench.auth;
    const status = async (claims: object, sub?: string): Promise<number> => {
      const token = await bench.auth.issueAccessToken({ claims: { ...claims }, ...(sub !== undefined && { sub }) });
      return (await fetch(`${url}/api/agents`, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    assert.deepEqual(
      await Promise.all([
        status({ client_id: clientId }),
        status({ azp: WEB_APP }),
        status({}),
        status({ client_id: "anotherApplication" }),
        status({ azp: "https://elsewhere.example" }),
        status({ client_id: clientId, iss: "https://elsewhere.example" }),
        status({ client_id: clientId }, "mch_machine"),
      ]),
      [200, 200, 403, 403, 403, 403, 403],
    );
  });

  it("passes the check of Clerk, with nothing wrong and nothing unknown", async () => {
    const checked = await bench.check(bench.args("--server", url));
    assert.deepEqual([told(checked, "wrong"), told(checked, "unknown")], [[], []]);
    assert.match(told(checked, "ok").join("\n"), /lists the agent weatherAgent\./);
  });
});
