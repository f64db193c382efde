import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Checkup } from "../../../scripts/checkClerk/checkup";
import { readOptions } from "../../../scripts/checkClerk/options";
import { type Finding, Report } from "../../../scripts/checkClerk/report";
import { SecretWatch } from "../../../scripts/checkClerk/secretWatch";
import { transcriptOf } from "../../../scripts/checkClerk/transcript";
import { type AuthServer, type AuthServerOptions, startAuthServer } from "../../stack/auth/authServer";
import { type MastraServer, type MastraServerOptions, startMastraServer } from "../../stack/mastra/mastraServer";
import { type Person, walkThrough } from "../auth/setup/browser";

/** What a check found, and what it would write down. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly transcript: string;
  /** How often a browser was opened. */
  readonly visits: number;
}

/** A Clerk instance and Mastra servers of this computer, and checks of them. */
export class CheckBench {
  auth!: AuthServer;
  private readonly dataDir = mkdtempSync(join(tmpdir(), "agent-chat-check-"));
  private readonly servers: MastraServer[] = [];

  async start(options: AuthServerOptions = {}): Promise<void> {
    this.auth = await startAuthServer(options);
  }

  async stop(): Promise<void> {
    await Promise.all([this.auth, ...this.servers].map((server) => server.close()));
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** @returns a Mastra server that trusts this instance, unless the options say otherwise */
  async server(options: Partial<MastraServerOptions> = {}): Promise<MastraServer> {
    const { publishableKey, jwksUri } = this.auth;
    const dataDir = join(this.dataDir, String(this.servers.length));
    const rest = { dataDir, liveWeather: false, environment: {}, ...options };
    const server = await startMastraServer({ publishableKey, jwksUri, ...rest });
    this.servers.push(server);
    return server;
  }

  /** The arguments of the program for this instance. */
  args(...more: readonly string[]): readonly string[] {
    const { publishableKey, clientId, issuer, relayUrl } = this.auth;
    return ["--key", publishableKey, "--client", clientId, "--issuer", issuer, "--relay", relayUrl, ...more];
  }

  /**
   * Runs the check, with a person in front of a browser who signs in.
   *
   * @param person `absent` does not want the browser to open
   */
  async check(args: readonly string[], person?: Person | "absent"): Promise<Checked> {
    const options = readOptions(args);
    const report = new Report(() => undefined);
    const secrets = new SecretWatch();
    let visits = 0;
    const openBrowser = (url: string): Promise<boolean> => {
      if (person === "absent") {
        return Promise.resolve(false);
      }
      visits++;
      void walkThrough(url, person).then((back) => fetch(back));
      return Promise.resolve(true);
    };
    const signal = new AbortController().signal;
    const issuer = await new Checkup(options, { fetch: secrets.fetch, openBrowser, signal }, report).run();
    const head = { extensionVersion: "0.0.0", issuer, server: options.server, now: new Date(0) };
    const transcript = transcriptOf(report.findings, head);
    secrets.assertNoneIn(transcript);
    return { findings: report.findings, transcript, visits };
  }
}

/** The sentences with one verdict, each with its remedy behind an arrow. */
export function told({ findings }: Checked, verdict: Finding["verdict"]): readonly string[] {
  return findings
    .filter((finding) => finding.verdict === verdict)
    .map(({ sentence, remedy }) => (remedy === undefined ? sentence : `${sentence} → ${remedy}`));
}
