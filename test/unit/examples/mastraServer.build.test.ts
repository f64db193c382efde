import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProcessTree, startProcessTree } from "../../stack/host/processTree";
import { listen } from "../../stack/listen";
import { CheckBench } from "../scripts/checkBench";
import { buildExample, copyExample } from "./buildExample";
import { MODEL_SAYS, startChatModel } from "./chatModel";
import { curlCommandsOf } from "./curl";

const WEB_APP = "http://localhost:3000";

describe("the example mastra-server, built", () => {
  const bench = new CheckBench();
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-example-"));
  let model: Awaited<ReturnType<typeof startChatModel>>;
  let server: ProcessTree | undefined;

  before(async () => {
    await bench.start();
    model = await startChatModel();
  });
  after(async () => {
    await Promise.all([server?.stop(), model.close(), bench.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("is what `mastra build` makes of it, and answers the commands of its README", async () => {
    const folder = await copyExample("mastra-server", ["src", "tsconfig.json"]);
    await buildExample(folder, "mastra/dist/index.js", { MASTRA_TELEMETRY_DISABLED: "1" });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { publishableKey, jwksUri, clientId } = bench.auth;
    const ready = new Promise<void>((resolve) => {
      server = startProcessTree(process.execPath, ["index.mjs"], {
        cwd: join(folder, ".mastra", "output"),
        env: {
          ...process.env,
          ...{ PORT: String(port), MASTRA_HOST: "127.0.0.1", PUBLIC_URL: url },
          ...{ CLERK_PUBLISHABLE_KEY: publishableKey, CLERK_SECRET_KEY: "sk_test_unused", CLERK_JWKS_URI: jwksUri },
          ...{ AGENT_CHAT_CLIENT_ID: clientId, WEB_APP_ORIGIN: WEB_APP },
          ...{ MODEL: "ollama/scripted", MODEL_URL: model.url, DATABASE_URL: `file:${join(dataDir, "mastra.db")}` },
          MASTRA_TELEMETRY_DISABLED: "1",
        },
        onLine: (line) => (line.includes(url) ? resolve() : undefined),
      });
    });
    const ended = server?.exited.then((code) =>
      assert.fail(`The server ended with ${code ?? "a signal"}: ${server?.tail.join("\n") ?? ""}`),
    );
    await Promise.race([ready, ended]);
    const token = await bench.auth.issueAccessToken({ claims: { azp: WEB_APP } });
    const [where, refused, asked] = curlCommandsOf("examples/mastra-server/README.md", token);
    const ask = ({ path, init }: NonNullable<typeof where>): Promise<Response> => fetch(`${url}${path}`, init);
    const { resource } = (await (await ask(where!)).json()) as { resource: string };
    assert.equal(resource, url);
    assert.equal((await ask(refused!)).status, 401);
    const response = await ask(asked!);
    assert.deepEqual([response.status, ((await response.json()) as { text: string }).text], [200, MODEL_SAYS]);
  });
});

/** A port that nobody listens at: the built server takes none that the system chooses. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, "127.0.0.1", 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
