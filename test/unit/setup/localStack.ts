import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";

/** A real OAuth server, as Clerk is one, and a real Mastra server that trusts it. */
export interface LocalStack {
  readonly auth: AuthServer;
  readonly server: MastraServer;
  readonly dataDir: string;
}

/**
 * Starts both before the first test of the `describe` that calls this, and closes them after its last one. The scripted
 * model writes without a pause.
 *
 * @param options what the Mastra server has besides
 * @returns both servers, which are there in hooks that come later and in tests
 */
export function localStack(options: (auth: AuthServer) => Partial<MastraServerOptions> = () => ({})): LocalStack {
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-stack-"));
  const stack: Partial<LocalStack> = { dataDir };
  before(async () => {
    const auth = await startAuthServer();
    const { publishableKey, jwksUri } = auth;
    const scripted = { chunkDelayMs: 0, liveWeather: false, environment: {} };
    const server = await startMastraServer({ publishableKey, jwksUri, dataDir, ...scripted, ...options(auth) });
    Object.assign(stack, { auth, server });
  });
  after(async () => {
    await stack.server?.close();
    await stack.auth?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return stack as LocalStack;
}
