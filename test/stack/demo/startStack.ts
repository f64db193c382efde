import { join } from "node:path";
import { startAuthServer, type AuthServer } from "../auth/authServer";
import { canBind, freePort } from "../listen";
import { type MastraServer, startMastraServer } from "../mastra/mastraServer";
import { hostedModel } from "../mastra/model/chooseModel";
import type { DemoOptions } from "./options";
import type { Shutdown } from "./shutdown";

export interface DemoStack {
  readonly auth: AuthServer;
  readonly mastra: MastraServer;
}

/** Starts the sign-in server and the Mastra server on their usual ports, or on free ones. */
export async function startStack(
  options: DemoOptions,
  dataDir: string,
  shutdown: Shutdown,
  log: (line: string) => void,
): Promise<DemoStack> {
  const host = (await canBind("127.0.0.2")) ? "127.0.0.2" : "::1";
  const authPort = await freePort(host, options.authPort ?? 4455, options.authPort !== undefined);
  // Kept between runs: access tokens stay good when the demo is restarted.
  const auth = await shutdown.add(await startAuthServer({ host, port: authPort, keyDir: join(dataDir, "auth") }));
  log(`Sign-in server  ${auth.issuer}`);
  const { publishableKey, jwksUri, issuer, clientId } = auth;
  const port = await freePort("127.0.0.1", options.mastraPort ?? 4111, options.mastraPort !== undefined);
  const mastra = await shutdown.add(
    await startMastraServer({
      publishableKey,
      jwksUri,
      port,
      dataDir: join(dataDir, "mastra"),
      isObserved: true,
      resourceMetadata: { authorizationServers: [issuer], publishableKey, clientId },
    }),
  );
  log(`Mastra server   ${mastra.url} (model: ${hostedModel(process.env) ?? "scripted, no key for a provider is set"})`);
  const check = ["--key", publishableKey, "--client", clientId, "--issuer", issuer, "--server", mastra.url];
  log(`Check both      npm run check:clerk -- ${check.join(" ")}`);
  return { auth, mastra };
}
