import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { ThreadService } from "../../../../src/agents/threadService";
import { ThreadAttachments } from "../../../../src/chat/attachments/threadAttachments";
import { OpenConversations } from "../../../../src/chat/openConversations";
import { ThreadHistory } from "../../../../src/chat/threads/threadHistory";
import type { Owner } from "../../../../src/shared/owner";
import { openMastra } from "../../setup/openMastra";
import { MemoryStore } from "../memoryStore";

const AGENT = { id: "weatherAgent", name: "Weather Agent" };
const never = new AbortController().signal;

describe("threads as attachments, with a Mastra server", function () {
  this.timeout(180_000);
  const mastra = openMastra();
  let threads: ThreadService;
  let conversations: OpenConversations;
  let attachments: ThreadAttachments;
  let notices: (string | undefined)[];
  let shown: string;
  let sub: string;

  before(() => (threads = new ThreadService(mastra.agents.access)));
  beforeEach(() => {
    sub = crypto.randomUUID();
    shown = "";
    notices = [];
    const owner: Owner = { issuer: "", sub, organizationId: "", server: mastra.server.url };
    const { agents } = mastra;
    const logError = (): void => undefined;
    conversations = new OpenConversations({
      owner,
      agents,
      store: new MemoryStore(),
      onChange: () => undefined,
      onOpened: () => undefined,
      logError,
    });
    attachments = new ThreadAttachments({
      session: { id: "owner", account: { sub }, conversations, services: { agents } },
      shown: () => shown,
      history: new ThreadHistory({ threads, agent: () => AGENT, logError, onLoading: () => undefined }),
      list: async () =>
        (await threads.list(sub, 0)).threads.map(({ id, title, updatedAt }) => ({
          ...{ id, title, updatedAt },
          agentName: AGENT.name,
        })),
      agentOf: () => AGENT,
      signal: never,
      showNotice: ({ message }) => notices.push(message),
      hideNotice: () => notices.push(undefined),
      logError,
    });
  });

  async function ask(threadId: string, text: string, title: string): Promise<void> {
    const message = { id: crypto.randomUUID(), text, attachments: [] };
    await Array.fromAsync(mastra.agents.stream(AGENT.id, message, { threadId, resourceId: sub }, never));
    await threads.rename(threadId, title);
  }

  it("are offered by words of their titles, then as summaries, but for the one that is shown", async () => {
    const [lisbon, oslo] = [crypto.randomUUID(), crypto.randomUUID()];
    await ask(oslo, "How warm is it in Oslo?", "Oslo now");
    await ask(lisbon, "How warm is it in Lisbon?", "Lisbon now");
    const ids = async (query: string): Promise<readonly string[]> =>
      (await attachments.suggest(query)).map(({ id }) => id);
    deepStrictEqual(await ids("thread"), [
      `thread:${lisbon}`,
      `thread:${oslo}`,
      `summary:${lisbon}`,
      `summary:${oslo}`,
    ]);
    deepStrictEqual(await ids("Thread:osl"), [`thread:${oslo}`, `summary:${oslo}`]);
    deepStrictEqual(await ids("summary"), [`summary:${lisbon}`, `summary:${oslo}`]);
    shown = lisbon;
    attachments.forget();
    deepStrictEqual(await ids("summary"), [`summary:${oslo}`]);
  });

  it("are what was said in them, as the server has it, under their title", async () => {
    const threadId = crypto.randomUUID();
    await ask(threadId, "How warm is it in Lisbon?", "Lisbon now");
    await attachments.suggest("thread");
    const { item, content } = await attachments.attach(`thread:${threadId}`);
    deepStrictEqual([item.kind, item.name, item.detail], ["thread", "Lisbon now", ""]);
    match(content, /^# Lisbon now\n\n## You\n\nHow warm is it in Lisbon\?\n\n## Weather Agent\n\n[^]*Lisbon/);
    strictEqual(conversations.find(threadId), undefined, "it isn't kept in memory");
  });

  it("are summarized by their agent, without its tools, and nothing of that is stored", async () => {
    const threadId = crypto.randomUUID();
    await ask(threadId, "How warm is it in Lisbon?", "Lisbon now");
    await ask(threadId, "And in Oslo?", "Lisbon now");
    await attachments.suggest("thread");
    const stored = async () => [
      (await threads.messages(threadId, 0)).total,
      (await threads.list(sub, 0)).threads.map(({ id, updatedAt }) => [id, updatedAt]),
    ];
    const before = await stored();
    const { item, content } = await attachments.attach(`summary:${threadId}`);
    deepStrictEqual([item.name, item.detail], ["Summary of Lisbon now", AGENT.name]);
    strictEqual(content, "Asked so far: How warm is it in Lisbon? / And in Oslo?");
    deepStrictEqual(notices, ["Weather Agent is summarizing “Lisbon now”…", undefined]);
    deepStrictEqual(await stored(), before);
  });

  it("are nothing where nothing was said, or the server has them no more", async () => {
    await rejects(attachments.attach("thread:not-there"), /no longer has this thread|thread is empty/);
    strictEqual(conversations.find("not-there"), undefined);
    await rejects(attachments.summary(conversations.shown, AGENT), /thread is empty|no longer has this thread/);
  });
});
