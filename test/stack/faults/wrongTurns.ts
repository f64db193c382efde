import { createServer, type Server } from "node:https";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { freePort, listen } from "../listen";
import { closeServer } from "../requestLog";
import { type Certificate, CertificateAuthority, inDays, selfSigned } from "./certificates";
import type { WrongTurn } from "./fault";

const HOST = "127.0.0.1";

/**
 * Where requests come that take a wrong turn: a name that nobody has, a port on which nobody listens, and servers
 * whose certificates are not good. The authority behind them is one that this process trusts, so that each is refused
 * for the one reason it is there for.
 */
export class WrongTurns {
  private constructor(
    private readonly origins: ReadonlyMap<WrongTurn, string>,
    private readonly servers: readonly Server[],
  ) {}

  static async start(): Promise<WrongTurns> {
    const authority = new CertificateAuthority("Agent Chat Test Authority");
    setDefaultCACertificates([...getCACertificates("default"), authority.cert]);
    const good = { name: "Agent Chat Test", hosts: [HOST], validTo: inDays(30) };
    const certificates: readonly (readonly [WrongTurn, Certificate])[] = [
      ["expired", authority.issue({ ...good, validTo: inDays(-1) })],
      ["wrongHost", authority.issue({ ...good, hosts: ["elsewhere.example.com"] })],
      ["selfSigned", selfSigned(good)],
    ];
    const servers: Server[] = [];
    const origins = new Map<WrongTurn, string>([
      // RFC 6761 §6.4: a name that never is there.
      ["noSuchHost", "http://agents.invalid"],
      ["refused", `http://${HOST}:${String(await freePort(HOST, 0))}`],
    ]);
    for (const [name, { cert, key }] of certificates) {
      const server = createServer({ cert, key }, (_, response) => response.end("{}"));
      origins.set(name, `https://${HOST}:${String(await listen(server, HOST, 0))}`);
      servers.push(server);
    }
    return new WrongTurns(origins, servers);
  }

  origin(name: WrongTurn): string {
    return this.origins.get(name) ?? "";
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map(closeServer));
  }
}
