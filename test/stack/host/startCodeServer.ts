import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../listen";
import { StackError } from "../stackError";
import { ensureCodeServer } from "./ensureCodeServer";
import { type HostModule, hostModuleEnvironment } from "./hostModuleEnvironment";
import { nodeBinary } from "./hostPaths";
import { hostNoise } from "./hostNoise";
import { observerEnvironment } from "./observerEnvironment";
import { startProcessTree } from "./processTree";
import { waitForHttp } from "./waitForHttp";

export interface CodeServerOptions {
  /** The packaged extension to install first. */
  readonly vsix: string;
  /** Written as the user's settings. */
  readonly settings: object;
  /** Written as the user's keybindings. */
  readonly keybindings?: readonly object[];
  /** The folder that the window opens. */
  readonly workspace: string;
  /** Where user data and extensions live; the same folder brings secrets and state back. */
  readonly dataDir: string;
  /** Default: any free port. */
  readonly port?: number;
  /** Hosts that links may open without a question. */
  readonly trustedDomains?: readonly string[];
  /** A folder for HostObserver; without it nothing stands between VS Code and the extension. */
  readonly observe?: string;
  /** A module that is to be in the extension hosts in the place of the observer. */
  readonly hostModule?: HostModule;
  /** Progress, for a person: what is fetched the first time. */
  readonly log?: (line: string) => void;
  /** What VS Code's server prints, without its known noise. */
  readonly serverLog?: (line: string) => void;
}

export interface CodeServer {
  /** What to open in a browser. */
  readonly url: string;
  /** Ends the server and every process that it started. */
  close(): Promise<void>;
}

/**
 * Installs the VSIX into code-server and serves VS Code. Secrets survive reloads and restarts here,
 * unlike in `startServerMain`.
 *
 * @throws StackError when there is no VSIX, when it cannot be installed, or when the port is in use
 */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const { log = () => undefined, dataDir } = options;
  const vsix = resolve(options.vsix);
  if (!existsSync(vsix)) {
    throw new StackError(`There is no packaged extension at ${options.vsix}; run "npm run package" first.`);
  }
  const entry = join(await ensureCodeServer(log), "out", "node", "entry.js");
  const common = [
    entry,
    // Its own, so that a configuration of the person's own code-server changes nothing.
    ...["--config", join(dataDir, "config.yaml")],
    ...["--user-data-dir", join(dataDir, "user-data")],
    ...["--extensions-dir", join(dataDir, "extensions")],
    ...["--disable-telemetry", "--disable-update-check"],
  ];
  const env = hostEnvironment();
  writeSettings(dataDir, options);

  const install = startProcessTree(nodeBinary(), [...common, "--install-extension", vsix, "--force"], { env });
  if ((await install.exited) !== 0) {
    const reason = install.tail.findLast((line) => /error|fail/i.test(line) && !hostNoise(line));
    throw new StackError(`VS Code could not install ${options.vsix}: ${reason?.trim() ?? "no reason was given"}`);
  }

  const port = await freePort("127.0.0.1", options.port ?? 0, options.port !== undefined);
  const server = startProcessTree(
    nodeBinary(),
    [
      ...common,
      ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
      ...["--disable-workspace-trust", "--disable-getting-started-override"],
      ...(options.trustedDomains ?? []).flatMap((domain) => ["--link-protection-trusted-domains", domain]),
    ],
    {
      env: environmentInside(options, env),
      onLine: (line) => (hostNoise(line) ? undefined : options.serverLog?.(line)),
    },
  );
  const origin = `http://localhost:${port}`;
  try {
    await waitForHttp(`http://127.0.0.1:${port}/healthz`, "VS Code's server", server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: `${origin}/?folder=${encodeURIComponent(resolve(options.workspace))}`, close: () => server.stop() };
}

function environmentInside({ observe, hostModule }: CodeServerOptions, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (hostModule !== undefined) {
    return hostModuleEnvironment(hostModule, env);
  }
  return observe === undefined ? env : observerEnvironment(observe, env);
}

function writeSettings(dataDir: string, { settings, keybindings }: CodeServerOptions): void {
  const folder = join(dataDir, "user-data", "User");
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(dataDir, "extensions"), { recursive: true });
  writeFileSync(join(dataDir, "config.yaml"), "auth: none\n");
  writeFileSync(join(folder, "settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
  if (keybindings !== undefined) {
    writeFileSync(join(folder, "keybindings.json"), `${JSON.stringify(keybindings, null, 2)}\n`);
  }
}

/** Without the variables that a VS Code terminal sets, which would make the server talk to that window. */
function hostEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|PASSWORD$|PORT$|CODE_SERVER_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
