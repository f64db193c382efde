import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuthServer, startAuthServer } from "../../stack/auth/authServer";
import { WrongTurns } from "../../stack/faults/wrongTurns";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";

/** The two real servers behind every cell of the matrix. */
export class FaultStack {
  private restarted: Promise<void> = Promise.resolve();

  private constructor(
    readonly auth: AuthServer,
    readonly wrongTurns: WrongTurns,
    private readonly options: MastraServerOptions,
    private server: MastraServer,
  ) {}

  /** @param isObserved whether the Mastra server keeps traces and feedback */
  static async start(isObserved = false): Promise<FaultStack> {
    const auth = await startAuthServer();
    const { publishableKey, jwksUri } = auth;
    const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-faults-"));
    const options = {
      publishableKey,
      jwksUri,
      dataDir,
      isObserved,
      chunkDelayMs: 4,
      liveWeather: false,
      environment: {},
      resourceMetadata: { authorizationServers: [auth.issuer], publishableKey, clientId: auth.clientId },
    };
    const server = await startMastraServer(options);
    return new FaultStack(auth, await WrongTurns.start(), options, server);
  }

  get url(): string {
    return this.server.url;
  }

  /** Kills the Mastra server in the middle of whatever it does; it comes back at its address, with its data. */
  restart(): void {
    this.restarted = (async () => {
      await this.server.close();
      this.server = await startMastraServer({ ...this.options, port: Number(new URL(this.url).port) });
    })();
  }

  /** Resolves when the server is back. */
  back(): Promise<void> {
    return this.restarted;
  }

  async close(): Promise<void> {
    await this.restarted;
    await Promise.all([this.server.close(), this.auth.close(), this.wrongTurns.close()]);
    rmSync(this.options.dataDir, { recursive: true, force: true });
  }
}
