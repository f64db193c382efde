import { deepStrictEqual } from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MastraServer, startMastraServer } from "../../../stack/mastra/mastraServer";
import type { RequestOptions } from "../../../../src/agents/agentService";
import type { MemoryStore } from "../memoryStore";
import { MirrorWindow, until } from "./mirrorWindow";

export const ALL_YEAR = "Tell me about Hanoi month by month";
export const JUNE = "How warm is it in Oslo in June?";

/** A Mastra server and the windows that look at it; both end with the tests that it is made in. */
export class MirrorStack {
  server!: MastraServer;
  private readonly windows: MirrorWindow[] = [];

  constructor() {
    const dataDir = mkdtempSync(join(tmpdir(), "agent-chat-mirror-"));
    before(async () => {
      const keys = { publishableKey: "pk_test_Y2xlcmsuZXhhbXBsZS5jb20k", jwksUri: "http://127.0.0.1:9/jwks" };
      const options = { requiresSignIn: false, dataDir, chunkDelayMs: 0, liveWeather: false, environment: {} };
      this.server = await startMastraServer({ ...keys, ...options });
    });
    after(async () => {
      await this.server.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    afterEach(async () => {
      this.server.pauseAnswersAt(Number.POSITIVE_INFINITY);
      await Promise.all(this.windows.splice(0).map((window) => window.close()));
    });
  }

  opened(
    threadId: string,
    agentId?: string,
    ...more: [options?: Partial<RequestOptions>, store?: MemoryStore]
  ): MirrorWindow {
    const window = new MirrorWindow(this.server.url, threadId, agentId, ...more);
    this.windows.push(window);
    return window;
  }

  /** Two windows that show a thread in which one thing was asked. */
  async two(threadId: string, agentId?: string): Promise<readonly [MirrorWindow, MirrorWindow]> {
    const one = await this.opened(threadId, agentId).show();
    await one.send(JUNE);
    return [one, await this.opened(threadId, agentId).listening()];
  }
}

/** The beginning of a response that comes elsewhere is shown. */
export function isWritten(window: MirrorWindow): boolean {
  return window.mirrored?.parts.at(-1)?.kind === "text" && window.text.length >= 150;
}

/** Nothing comes, here or elsewhere. */
export function rests(window: MirrorWindow): boolean {
  return !window.bench.state.busy && window.mirrored === undefined;
}

/** @throws AssertionError when a window shows something else than the server has */
export async function isAsStored(...all: readonly MirrorWindow[]): Promise<void> {
  for (const window of all) {
    const stored = await window.stored();
    // A panel is told in batches: the last one may still be to come.
    await until(() => window.words.join() === stored.join()).catch(() => undefined);
    deepStrictEqual(window.words, stored);
  }
}
