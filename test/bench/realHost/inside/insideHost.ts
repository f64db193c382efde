import { createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { HostModule } from "../../../stack/host/hostModuleEnvironment";
import { listen } from "../../../stack/listen";
import { benchFile } from "../../measure/inChild";
import { type LineReply, LINE_VARIABLE, type LineRequest } from "./hostLine";

/** The bench's ends of the lines to extension hosts: the newest one is asked. */
export class InsideHost {
  private newest: { readonly socket: Socket; readonly waiting: ((reply: LineReply) => void)[] } | undefined;

  private constructor(
    /** What `startCodeServer` is to load into its extension hosts. */
    readonly module: HostModule,
    readonly close: () => void,
  ) {}

  static async open(): Promise<InsideHost> {
    const server = createServer();
    const port = await listen(server, "127.0.0.1", 0);
    const module = { file: benchFile("realHost/inside/benchInside"), environment: { [LINE_VARIABLE]: String(port) } };
    const inside = new InsideHost(module, () => {
      inside.newest?.socket.destroy();
      server.close();
    });
    server.on("connection", (socket) => inside.take(socket));
    return inside;
  }

  /**
   * Asks the newest extension host.
   *
   * @returns milliseconds of the clock that processes share
   * @throws Error when there is none, when it has no answer, or when it ends before it answers
   */
  async ask(request: LineRequest): Promise<number> {
    const { newest } = this;
    if (newest === undefined) {
      throw new Error("No extension host has connected to the bench.");
    }
    const reply = await new Promise<LineReply>((resolve) => {
      newest.waiting.push(resolve);
      newest.socket.write(`${JSON.stringify(request)}\n`);
    });
    if ("error" in reply) {
      throw new Error(reply.error);
    }
    return reply.at;
  }

  private take(socket: Socket): void {
    const waiting: ((reply: LineReply) => void)[] = [];
    this.newest = { socket, waiting };
    const fail = (): void => waiting.splice(0).forEach((tell) => tell({ error: "The extension host has ended." }));
    socket.on("error", fail);
    socket.on("close", fail);
    createInterface({ input: socket }).on("line", (line) => waiting.shift()?.(JSON.parse(line) as LineReply));
  }
}
