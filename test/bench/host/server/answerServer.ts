import { fork } from "node:child_process";
import { benchFile } from "../../measure/inChild";

interface Origins {
  /** For those that send no token, such as Studio and bare readers. */
  readonly origin: string;
  /** The same server, for those that are signed in: it refuses requests without a token. */
  readonly signedInOrigin: string;
}

/** A Mastra server in a process of its own, so that its work is nobody's CPU time but its own. */
export interface AnswerServer extends Origins {
  close(): Promise<void>;
}

/** @throws Error when the process ends before it listens */
export async function startAnswerServer(): Promise<AnswerServer> {
  const child = fork(benchFile("host/server/answerServer.child"), [], {
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const origins = await new Promise<Origins>((resolve, reject) => {
    child.once("message", (message: Origins) => resolve(message));
    void ended.then(() => reject(new Error("The bench server ended before it listened.")));
  });
  return {
    ...origins,
    close: async () => {
      // It cleans up and ends.
      child.disconnect();
      await ended;
    },
  };
}

/** Runs something with a server of its own, which ends with it. */
export async function withAnswerServer<T>(run: (origin: string) => Promise<T>): Promise<T> {
  const server = await startAnswerServer();
  try {
    return await run(server.origin);
  } finally {
    await server.close();
  }
}
