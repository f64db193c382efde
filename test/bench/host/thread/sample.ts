import { setTimeout as delay } from "node:timers/promises";
import type { ToView } from "../../../../src/shared/protocol";
import { type Cost, costOf } from "../../measure/cost";
import { agentService } from "../answer/clients";
import { BenchChat } from "../chat/benchChat";
import { type AnswerSpec, answerSpec, MEMORY_AGENT_ID, questionFor } from "../server/answerSpec";
import { longestWork } from "./longestWork";

export interface ThreadSampleOf {
  readonly origin: string;
  /** A thread on the server, all of which is loaded first. */
  readonly threadId: string;
  readonly turns: number;
  readonly spec: AnswerSpec;
  /** In how many parts of its time the host is watched as well, which costs a little itself; none if left out. */
  readonly windows?: number;
}

export interface ThreadCost extends Cost {
  /** One for each part of the time, in order. */
  readonly windows: readonly HostWindow[];
  /** Messages to the panel that carried text. */
  readonly patches: number;
}

/** What the host has done in a part of the time. */
export interface HostWindow {
  /** Percent of a core, all threads of the process. */
  readonly share: number;
  /** The longest work of its main thread at a stretch, in milliseconds of processor time. */
  readonly longestMs: number;
}

/**
 * What one more answer costs the host in a thread of a given length, from the socket to the messages for the
 * panel, with everything that happens at each chunk: reducer, saver, list of threads.
 *
 * @throws Error when the panel did not get the whole text
 */
export async function threadSample({
  origin,
  threadId,
  turns,
  spec,
  windows = 0,
}: ThreadSampleOf): Promise<ThreadCost> {
  let posted = { patches: 0, text: 0, characters: 0 };
  const chat = new BenchChat({
    agents: agentService(origin),
    agentId: MEMORY_AGENT_ID,
    origin,
    // The extension host of VS Code makes text of it as well, and then forgets it.
    post: (message) => {
      const patches = message.type === "patches" ? message.patches : [];
      posted = {
        patches: posted.patches + Math.sign(patches.length),
        text: patches.reduce((sum, patch) => sum + lengthOf(patch), posted.text),
        characters: posted.characters + JSON.stringify(message).length,
      };
    },
  });
  await chat.panel.panelReady();
  await chat.session.navigator.open(threadId);
  await chat.session.navigator.loadEarlier(chat.shown, true);
  // Every sample adds some.
  if (chat.shown.turns.length < turns) {
    throw new Error(`Only ${String(chat.shown.turns.length)} of ${String(turns)} turns were loaded.`);
  }
  await chat.send(questionFor(answerSpec({ chunks: 1_000, perSecond: 4_000 })));
  posted = { patches: 0, text: 0, characters: 0 };
  const seen: HostWindow[] = [];
  const all = spec.chunks * spec.chunkSize;
  const isTold = (): boolean => Math.min(posted.text, posted.characters) >= all;
  const cost = await costOf(async () => {
    await Promise.all([chat.send(questionFor(spec)), watch(windows, (spec.chunks / spec.perSecond) * 1_000, seen)]);
    // The last batch goes out a moment after the response has ended.
    for (let looks = 0; looks < 100 && !isTold(); looks += 1) {
      await delay(10);
    }
  });
  const { patches, text } = posted;
  if (!isTold()) {
    throw new Error(`The panel got ${String(text)} characters of ${String(all)}.`);
  }
  return { ...cost, windows: seen, patches };
}

/** Watches this process for so many milliseconds, in parts of the same length. */
async function watch(parts: number, milliseconds: number, seen: HostWindow[]): Promise<void> {
  for (let part = 0; part < parts; part += 1) {
    const [cpu, began] = [process.cpuUsage(), performance.now()];
    const longestMs = await longestWork(() => delay(milliseconds / parts));
    const { user, system } = process.cpuUsage(cpu);
    seen.push({ share: ((user + system) / 1_000 / (performance.now() - began)) * 100, longestMs });
  }
}

function lengthOf(patch: (ToView & { type: "patches" })["patches"][number]): number {
  if (patch.op === "append") {
    return patch.text.length;
  }
  const parts =
    patch.op === "part" ? [patch.value] : patch.op === "turn" && patch.turn.role === "agent" ? patch.turn.parts : [];
  return parts.reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 0), 0);
}
