import { fork } from "node:child_process";
import { benchFile } from "../../measure/inChild";

/** A Mastra server in a process of its own, so that its work is nobody's CPU time but its own. */
export interface AnswerServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** @throws Error when the process ends before it listens */
export async function startAnswerServer(): Promise<AnswerServer> {
  const child = fork(benchFile("host/server/answerServer.child"), [], {
    execArgv: ["--enable-source-maps"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    child.once("message", (message: string) => resolve(message));
    void ended.then(() => reject(new Error("The bench server ended before it listened.")));
  });
  return {
    origin,
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
