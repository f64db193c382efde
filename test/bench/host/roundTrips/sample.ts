import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAuthServer } from "../../../stack/auth/authServer";
import type { LoggedRequest } from "../../../stack/requestLog";
import { startMastraServer } from "../../../stack/mastra/mastraServer";
import { agentService } from "../answer/clients";
import { BenchChat } from "../chat/benchChat";
import { hasAnswer } from "../firstToken/hasAnswer";

export interface RoundTrips {
  /** Requests that the Mastra server saw for one question in a panel that is open. */
  readonly open: number;
  /** The same for a question that is the first thing after the start, before the agents are known. */
  readonly first: number;
  /** What was asked for, for a person to read. */
  readonly paths: readonly string[];
  /** The requests for a question whose run is kept alive. */
  readonly kept: readonly string[];
  /** Milliseconds from the question to its first words on their way to the panel, by turns. */
  readonly firstWords: { readonly kept: readonly number[]; readonly plain: readonly number[] };
}

/** Questions of each kind. */
const RUNS = 30;

const QUESTION = "What's the weather like in New York?";

/** Asks the weather agent of the stack's Mastra server, with its `MastraAuthClerk`, and counts what arrives there. */
export async function roundTrips(): Promise<RoundTrips> {
  const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-bench-"));
  const auth = await startAuthServer();
  const { publishableKey, jwksUri } = auth;
  const mastra = await startMastraServer({
    publishableKey,
    jwksUri,
    dataDir,
    chunkDelayMs: 0,
    liveWeather: false,
    environment: {},
  });
  try {
    const token = await auth.issueAccessToken();
    const sub = auth.users[0]?.id ?? "";
    const { requests } = mastra;
    let onWords = (): void => undefined;
    const start = (keepsRunsAlive = false) =>
      new BenchChat({
        agents: agentService(mastra.url, fetch, token, keepsRunsAlive),
        agentId: "weatherAgent",
        origin: mastra.url,
        sub,
        post: (message) => hasAnswer(message) && onWords(),
      });
    const opened = start();
    // What a panel asks for once, when it opens (agents, and what waits in other threads), is no part of a message.
    await during(requests, () => opened.panel.panelReady());
    const open = await during(requests, () => opened.send(QUESTION));
    if (opened.shown.turns.at(-1)?.state !== "complete") {
      throw new Error("The question was not answered.");
    }
    const first = await during(requests, () => start().send(QUESTION));
    const chats = { plain: opened, kept: start(true) };
    await during(requests, () => chats.kept.panel.panelReady());
    const kept = await during(requests, () => chats.kept.send(QUESTION));
    const firstWords: Record<keyof typeof chats, number[]> = { plain: [], kept: [] };
    for (let run = 0; run < RUNS; run += 1) {
      for (const side of ["plain", "kept"] as const) {
        const began = performance.now();
        const seen = new Promise<number>((resolve) => (onWords = () => resolve(performance.now() - began)));
        await chats[side].send(QUESTION);
        firstWords[side].push(await seen);
      }
    }
    return { open: open.length, first: first.length, paths: named(open), kept: named(kept), firstWords };
  } finally {
    await mastra.close();
    await auth.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function named(requests: readonly LoggedRequest[]): readonly string[] {
  return requests.map(({ method, path }) => `${method} ${path}`);
}

async function during(requests: readonly LoggedRequest[], run: () => Promise<void>): Promise<readonly LoggedRequest[]> {
  const before = requests.length;
  await run();
  // Whatever the end of an answer sets off has a second to arrive.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return requests.slice(before);
}
