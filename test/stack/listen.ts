import { createServer, type Server } from "node:net";
import { StackError } from "./stackError";

/**
 * Starts a server and waits until it accepts connections.
 *
 * @param port 0 takes any free port
 * @returns the port in use
 * @throws StackError when the port is taken
 */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      reject(
        error.code === "EADDRINUSE"
          ? new StackError(`Port ${port} on ${host} is in use by another program; stop it or choose another port.`, {
              cause: error,
            })
          : error,
      );
    };
    server.once("error", failed);
    server.listen(port, host, () => {
      server.off("error", failed);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/** True when this address belongs to this computer, so that a server can be bound to it. */
export async function canBind(host: string): Promise<boolean> {
  const probe = createServer();
  try {
    await listen(probe, host, 0);
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/**
 * The wished port if it is free, otherwise any free one.
 *
 * @param mustBeWished throw instead of taking another port, because a person asked for this one
 * @throws StackError when `mustBeWished` and the port is in use
 */
export async function freePort(host: string, wished: number, mustBeWished = false): Promise<number> {
  for (const port of mustBeWished ? [wished] : [wished, 0]) {
    const probe = createServer();
    try {
      return await listen(probe, host, port);
    } catch (error) {
      if (mustBeWished || port === 0) {
        throw error;
      }
    } finally {
      await new Promise((resolve) => probe.close(resolve));
    }
  }
  return wished;
}
