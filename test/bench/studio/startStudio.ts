import { startProcessTree } from "../../stack/host/processTree";
import { waitForHttp } from "../../stack/host/waitForHttp";
import { freePort } from "../../stack/listen";
import { ensureStudio } from "./ensureStudio";

/** Mastra Studio in front of a server. */
export interface Studio {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts Mastra Studio as `mastra studio` does. The server must ask nobody who they are: Studio cannot
 * sign in to one that does (docs/wire.md#mastra-studio).
 *
 * @param server its origin
 * @throws StackError when Studio cannot be fetched or does not start
 */
export async function startStudio(server: string, log: (line: string) => void): Promise<Studio> {
  const script = await ensureStudio(log);
  const port = await freePort("127.0.0.1", 0);
  const { hostname, port: serverPort } = new URL(server);
  const studio = startProcessTree(
    process.execPath,
    [script, "studio", "--port", String(port), "--server-host", hostname, "--server-port", serverPort],
    { env: { ...process.env, MASTRA_TELEMETRY_DISABLED: "1" } },
  );
  const url = `http://localhost:${port}`;
  try {
    await waitForHttp(url, "Mastra Studio", studio);
  } catch (error) {
    await studio.stop();
    throw error;
  }
  return { url, stop: () => studio.stop() };
}
