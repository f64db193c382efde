import { ok, strictEqual } from "node:assert/strict";
import { carryOut } from "../../../../src/chat/responses/responseRequests";
import { turnsFromMessages } from "../../../../src/chat/history/storedTurns";
import { reduceTurn } from "../../../../src/chat/reducer/turnReducer";
import type { AgentService } from "../../../../src/agents/agentService";
import { storedMessage } from "../../../../src/agents/storedThread";
import type { ResponseNews, ResponseRequest } from "../../../../src/shared/responses";
import type { Turn } from "../../../../src/shared/transcript";
import type { OpenMastra } from "../../setup/openMastra";

type ToldTrace = ResponseNews & { readonly about: "trace" };

const never = new AbortController().signal;

/** One person's thread on a real server, in one window, and what they do there with its responses. */
export class AskedResponses {
  private readonly agents: AgentService;

  /** @param turns that this window has of it already */
  constructor(
    mastra: OpenMastra,
    readonly sub: string = crypto.randomUUID(),
    readonly threadId: string = crypto.randomUUID(),
    public turns: readonly Turn[] = [],
  ) {
    this.agents = mastra.connect();
  }

  /** Asks, and has the response as a turn. */
  async ask(text: string, agentId = "weatherAgent"): Promise<Turn> {
    const message = { id: crypto.randomUUID(), text, attachments: [] };
    const memory = { threadId: this.threadId, resourceId: this.sub };
    const empty = { role: "agent", agentName: "", parts: [], state: "streaming", createdAt: 1 } as const;
    let turn: Turn = { ...empty, id: crypto.randomUUID(), agentId };
    for await (const chunks of this.agents.stream(agentId, message, memory, never)) {
      turn = chunks.reduce((before, chunk) => reduceTurn(before, chunk, Date.now()), turn);
    }
    strictEqual(turn.state, "complete");
    this.turns = [...this.turns, turn];
    return turn;
  }

  /** As another computer has the turns: from the server's memory alone. */
  async readTurns(): Promise<void> {
    const path = `/memory/threads/${this.threadId}/messages?agentId=weatherAgent`;
    const { messages } = await this.agents.access.read<{ messages: unknown[] }>(path);
    const stored = messages.flatMap((message) => storedMessage(message) ?? []);
    this.turns = turnsFromMessages(stored, "Weather Agent", "weatherAgent");
  }

  /** Does it as the panel's message would, and gives all that is told of it. */
  async tell(request: ResponseRequest, hear?: (news: ResponseNews) => void): Promise<readonly ResponseNews[]> {
    const news: ResponseNews[] = [];
    const session = { account: { sub: this.sub }, services: { agents: this.agents } };
    const thread = { session, threadId: this.threadId, turns: this.turns };
    await carryOut(request, thread, (each) => {
      news.push(each);
      hear?.(each);
    });
    return news;
  }

  offers(): Promise<readonly ResponseNews[]> {
    return this.tell({ about: "offers" });
  }

  /** The trace of a response, read again until its run has ended there, as a person does. */
  async trace(turnId: string, isWhole: (trace: ToldTrace) => boolean = () => true): Promise<ToldTrace> {
    for (;;) {
      const [news] = await this.tell({ about: "trace", turnId });
      ok(news?.about === "trace");
      strictEqual(news.problem, undefined);
      const root = news.spans.find(({ parentId }) => parentId === undefined);
      if (root && root.status !== "running" && isWhole(news)) {
        return news;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
