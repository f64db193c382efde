import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AgentService, type AgentServiceDependencies } from "../../../src/agents/agentService";
import * as mastraClient from "../../../src/agents/mastraClient";
import { serverAddress } from "../../../src/agents/serverUrl";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";

/** A real Mastra server that asks for no sign-in, and what calls its agents. */
export interface OpenMastra {
  readonly server: MastraServer;
  readonly agents: AgentService;
  /** What another window calls them with. */
  readonly connect: () => AgentService;
}

/**
 * Starts one before the first test of the `describe` that calls this, and closes it after its last one. The scripted
 * model writes without a pause.
 *
 * @param options of each request besides
 * @param more what else the server is to be
 * @returns both, which are there in hooks that come later and in tests
 */
export function openMastra(
  options: () => Partial<ReturnType<AgentServiceDependencies["options"]>> = () => ({}),
  more: Partial<MastraServerOptions> = {},
): OpenMastra {
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-open-"));
  const mastra: Partial<OpenMastra> = {};
  before(async () => {
    const server = await startMastraServer({
      publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k",
      jwksUri: "http://127.0.0.1:9/jwks",
      requiresSignIn: false,
      dataDir,
      chunkDelayMs: 0,
      liveWeather: false,
      environment: {},
      ...more,
    });
    const connect = (): AgentService =>
      new AgentService({
        server: serverAddress(server.url, "/api"),
        options: () => ({ idleTimeoutSeconds: 0, requireToolApproval: false, ...options() }),
        loadClient: () => Promise.resolve(mastraClient),
        fetch,
        account: { label: "", issuer: "" },
      });
    Object.assign(mastra, { server, agents: connect(), connect });
  });
  after(async () => {
    await mastra.server?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return mastra as OpenMastra;
}
