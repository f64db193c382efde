import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DraftStore } from "../../../src/chat/draftStore";
import { FileTranscriptStore } from "../../../src/chat/fileTranscriptStore";
import type { Owner } from "../../../src/shared/owner";
import type { Draft } from "../../../src/shared/protocol";
import type { Transcript } from "../../../src/shared/transcript";
import { Bench } from "../chat/chatBench";
import type { MemoryStore } from "../chat/memoryStore";
import { ScriptedRun } from "../chat/scriptedAgents";
import { finish, text } from "../chat/turns";

const server = "https://mastra.example.com/api";
const owner: Owner = { issuer: "clerk.example.com", sub: "user_1", organizationId: "", server };

/** What rests on this computer, when the disk does not do what it should. */
describe("storage of this computer", () => {
  let folder: string;
  let storage: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "agent-chat-damaged-"));
    storage = join(folder, "storage");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = (): FileTranscriptStore => new FileTranscriptStore(storage, "workspace");
  const files = (): string[] =>
    readdirSync(storage, { recursive: true })
      .map((name) => join(storage, String(name)))
      .filter((name) => name.endsWith(".json"));

  function transcript(threadId: string): Transcript {
    const parts = [{ kind: "text" as const, id: "user", text: `Weather in ${threadId}?` }];
    return { threadId, turns: [{ id: "1", role: "user", agentName: "", parts, state: "complete", createdAt: 1 }] };
  }

  /** A window whose conversations rest in files. */
  async function openBench(): Promise<Bench> {
    const bench = new Bench(open() as unknown as MemoryStore);
    await bench.open();
    await bench.session.restored;
    return bench;
  }

  async function asks(bench: Bench, question: string): Promise<void> {
    const sending = bench.send(question);
    await bench.settle();
    bench.agents.run.push({ type: "start", runId: "r" }, text("Sunny"), finish()).end();
    await sending;
  }

  /** Nothing can be made or read where the folder should be. */
  const block = (): void => writeFileSync(storage, "no folder");

  it("that nobody can write to keeps nobody from asking, from reading the response, and from their threads", async () => {
    block();
    const bench = await openBench();
    bench.memory.add({ id: "elsewhere", title: "On the server" });
    await asks(bench, "Weather?");
    deepStrictEqual(bench.drawn, ["Weather?", "Sunny"]);
    strictEqual(bench.state.busy, false);
    await bench.session.list.show("");
    deepStrictEqual(bench.rows.error, undefined);
    ok(bench.rows.threads.some(({ title }) => title === "On the server"));
    ok(bench.errors.includes("saving the conversation"), "the log says so");
  });

  it("that comes back is written to again", async () => {
    block();
    const bench = await openBench();
    await asks(bench, "Weather?");
    rmSync(storage);
    mkdirSync(storage);
    bench.agents.run = new ScriptedRun();
    await asks(bench, "And tomorrow?");
    await bench.chat.close();
    ok(files().some((file) => /And tomorrow\?/.test(readFileSync(file, "utf8"))));
  });

  it("that holds garbage costs what is damaged, and no more", async () => {
    const store = open();
    for (const threadId of ["a", "b", "c"]) {
      await store.save(owner, transcript(threadId));
    }
    const damaged = files().filter((file) => /Weather in [ab]\?/.test(readFileSync(file, "utf8")));
    damaged.forEach((file, index) => {
      writeFileSync(file, [Buffer.from([0, 255, 254]), "{", "[]", '"text"', "null", "7"][index % 6] ?? "");
    });
    const again = open();
    deepStrictEqual(await again.load(owner, "c"), transcript("c"));
    strictEqual(await again.load(owner, "a"), undefined);
    deepStrictEqual(
      (await again.list(owner)).map(({ id }) => id),
      ["c"],
    );
    await again.save(owner, transcript("a"));
    deepStrictEqual(await again.load(owner, "a"), transcript("a"));
  });

  it("that a newer version has written to shows what this one knows, and says that there is more", async () => {
    const { turns } = transcript("t");
    const newer = {
      version: 9,
      threadId: "t",
      turns: [
        { ...turns[0], mood: "curious" },
        {
          id: "2",
          role: "agent",
          agentName: "Weather",
          parts: [{ kind: "hologram", id: "h" }, { kind: "text", id: "x", text: "Sunny" }, null],
          state: "dreaming",
          createdAt: 2,
        },
      ],
    };
    await open().save(owner, newer as unknown as Transcript);
    const read = await open().load(owner, "t");
    deepStrictEqual(
      read?.turns.map(({ parts, state }) => [parts.map(({ kind }) => kind), state]),
      [
        [["text"], "complete"],
        [["text"], "interrupted"],
      ],
    );
    match(read?.turns[1]?.error?.message ?? "", /^A newer version of Agent Chat saved parts of this/);
    strictEqual(read?.turns[0]?.error, undefined);
  });

  it("that two versions share loses no thread of either", async () => {
    const [mine, theirs] = [open(), open()];
    const newer = (threadId: string): Transcript => ({ ...transcript(threadId), ...{ colour: "blue" } });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        mine.save(owner, transcript(`mine ${String(index)}`)),
        theirs.save(owner, newer(`theirs ${String(index)}`)),
        mine.save(owner, transcript("both")),
        theirs.save(owner, newer("both")),
      ]).flat(),
    );
    strictEqual((await open().list(owner)).length, 41);
    deepStrictEqual((await open().load(owner, "both"))?.turns, transcript("both").turns);
  });

  it("keeps drafts of this version, and those of another one for that one", () => {
    let kept = {
      ada: { text: "Weather?", revision: 3 },
      bob: { blocks: [{ text: "from the future" }] },
      broken: null,
    } as unknown as Readonly<Record<string, Draft>>;
    const store = (): DraftStore => new DraftStore({ get: () => kept, set: (drafts) => (kept = drafts) });
    const drafts = store();
    deepStrictEqual(drafts.of("ada"), { text: "Weather?", revision: 3 });
    deepStrictEqual(drafts.of("bob"), { text: "", revision: 0 });
    drafts.claim("cleo");
    drafts.typed("ada", { text: "Weather today?", revision: 4 });
    deepStrictEqual(kept["bob"], { blocks: [{ text: "from the future" }] });
    strictEqual(store().of("ada").text, "Weather today?");
  });
});
