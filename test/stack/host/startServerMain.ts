import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../listen";
import { ensureCodeServer } from "./ensureCodeServer";
import { nodeBinary } from "./hostPaths";
import { hostNoise } from "./hostNoise";
import { startProcessTree } from "./processTree";
import type { CodeServer } from "./startCodeServer";
import { waitForHttp } from "./waitForHttp";

export interface ServerMainOptions {
  /** The unpacked extension that is tested. */
  readonly extensionDevelopmentPath: string;
  /** A module with `run()`, which the extension host calls. */
  readonly extensionTestsPath: string;
  readonly dataDir: string;
  /** The folder to open; without it the window is empty. */
  readonly workspace?: string;
  readonly port?: number;
  /** What the extension host inherits. */
  readonly env?: NodeJS.ProcessEnv;
  /** Progress, for a person: what is fetched the first time. */
  readonly log?: (line: string) => void;
  /** What VS Code's server prints, without its known noise. */
  readonly serverLog?: (line: string) => void;
}

/**
 * Serves VS Code with an extension under development in it. The address carries both paths in its
 * payload, which VS Code reads only with `--enable-smoke-test-driver`. Secrets last as long as the window.
 *
 * @throws StackError when the port is in use or the server does not start
 */
export async function startServerMain(options: ServerMainOptions): Promise<CodeServer> {
  const { log = () => undefined, dataDir } = options;
  const main = join(await ensureCodeServer(log), "lib", "vscode", "out", "server-main.js");
  mkdirSync(dataDir, { recursive: true });
  const port = await freePort("127.0.0.1", options.port ?? 0, options.port !== undefined);
  const server = startProcessTree(
    nodeBinary(),
    [
      main,
      ...["--host", "127.0.0.1", "--port", String(port)],
      ...["--without-connection-token", "--accept-server-license-terms", "--enable-smoke-test-driver"],
      ...["--disable-telemetry", "--disable-workspace-trust"],
      ...["--server-data-dir", join(dataDir, "server")],
      ...["--user-data-dir", join(dataDir, "user-data")],
      ...["--extensions-dir", join(dataDir, "extensions")],
    ],
    { env: options.env ?? process.env, onLine: (line) => (hostNoise(line) ? undefined : options.serverLog?.(line)) },
  );
  try {
    await waitForHttp(`http://127.0.0.1:${port}/version`, "VS Code's server", server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: address(port, options), close: () => server.stop() };
}

/** The remote authority in the payload has to be the host and port of the address bar. */
function address(port: number, options: ServerMainOptions): string {
  const url = new URL(`http://localhost:${port}/`);
  const remote = (path: string): string => `vscode-remote://${url.host}${encodeURI(toPosix(resolve(path)))}`;
  const payload = [
    ["extensionDevelopmentPath", remote(options.extensionDevelopmentPath)],
    ["extensionTestsPath", remote(options.extensionTestsPath)],
  ];
  const open = options.workspace === undefined ? "ew=true" : `folder=${encodeURIComponent(resolve(options.workspace))}`;
  return `${url.href}?${open}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function toPosix(path: string): string {
  const forward = path.replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}
