import { deepStrictEqual, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import type { StoredMessage } from "../../../src/agents/storedThread";
import { mergeTurns } from "../../../src/chat/history/mergeTurns";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import { Regeneration } from "../../../src/chat/regeneration";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { ada, attachment, Bench } from "./chatBench";
import { type Fate, FateServer } from "./fateServer";
import { ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { finish, question, text } from "./turns";

describe("Regeneration", () => {
  let bench: Bench;

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
    bench.agents.run = answer("Sunny");
    bench.session.attachments.add(attachment("a.ts"));
    await bench.send("Weather?");
  });

  const lastTurn = (): string => bench.shown.turns.at(-1)?.id ?? "";
  const texts = (): (string | undefined)[] =>
    bench.shown.turns.map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text);

  it("deletes the old question and answer on the server, and asks the same under another id", async () => {
    bench.agents.run = answer("Rainy");
    await bench.askAgain(lastTurn());
    const [first, second] = bench.agents.messages;
    deepStrictEqual(texts(), ["Weather?", "Rainy"]);
    deepStrictEqual([second?.text, second?.attachments.length, second?.id === first?.id], ["Weather?", 1, false]);
    match(bench.memory.requests.at(-1) ?? "", new RegExp(`^deleteMessages ${first?.id ?? "?"}`));
  });

  it("puts back what it deleted when another owner takes over before the server has taken the question", async () => {
    const { shown } = bench;
    const [first] = bench.agents.messages;
    bench.memory.add({ id: shown.threadId }, [stored(first?.id ?? "", "user", "Weather?")]);
    bench.agents.run = new ScriptedRun();
    const asking = bench.askAgain(lastTurn());
    await until(() => bench.agents.messages.length === 2);
    // A session that is closed reads nothing any more, but what it has promised still reaches its server.
    bench.memory.messages = () => Promise.reject(new DOMException("The owner is gone.", "AbortError"));
    await bench.become({ ...ada, organization: "Acme", organizationId: "org_acme" });
    await asking;
    deepStrictEqual(
      bench.memory.stored.get(shown.threadId)?.map(({ id }) => id),
      [first?.id],
    );
  });

  it("asks once when it is pressed twice, and sends what is written meanwhile afterwards", async () => {
    bench.agents.run = answer("Rainy");
    const [first, second] = [bench.askAgain(lastTurn()), bench.askAgain(lastTurn())];
    const third = bench.send("And Oslo?");
    await Promise.all([first, second, third]);
    await until(() => bench.agents.messages.length >= 3 && !bench.shown.busy);
    deepStrictEqual(
      bench.agents.messages.map((message) => message.text),
      ["Weather?", "Weather?", "And Oslo?"],
    );
    deepStrictEqual(
      texts().filter((_, index) => index % 2 === 0),
      ["Weather?", "And Oslo?"],
    );
  });

  it("sends nothing in the place of a question that is gone, and gives changed words back", async () => {
    const conversation = bench.shown;
    const [question] = conversation.turns;
    const actions = new Regeneration({
      service: bench.memory,
      hold: (conversation) => bench.session.conversations.hold(conversation),
      logError: () => undefined,
    });
    conversation.setTurns([], false);
    await rejects(
      actions.askAgain(
        conversation,
        question!,
        { text: "In Oslo?" },
        { id: "weatherAgent", name: "weatherAgent", description: "" },
        "sub",
      ),
      {
        kind: "questionGone",
      },
    );
    strictEqual(bench.agents.messages.length, 1);
  });

  it("sends a changed question in the place of the old one", async () => {
    bench.agents.run = answer("Snow");
    await bench.askAgain(bench.shown.turns[0]?.id ?? "", "In Oslo?");
    deepStrictEqual(texts(), ["In Oslo?", "Snow"]);
  });

  it("sends what is attached along with a changed question, and gives both back when it can't", async () => {
    const edit = (words: string): unknown =>
      bench.controller.editQuestion(bench.shown.turns[0]?.id ?? "", words, bench.where);
    const sent = (): unknown =>
      bench.agents.messages.at(-1)?.attachments.map(({ item, content }) => `${item.name} ${content}`);
    const left = (): unknown => bench.session.attachments.items.map(({ name }) => name);
    bench.agents.run = answer("Snow");
    bench.session.attachments.add(attachment("b.ts"));
    await edit("In Oslo?");
    deepStrictEqual([sent(), left()], [["a.ts abc", "b.ts abc"], []]);
    bench.session.attachments.add(attachment("b.ts", "changed"));
    await edit("In Bergen?");
    deepStrictEqual(sent(), ["a.ts abc", "b.ts changed"], "of one file, as it is now");
    bench.session.attachments.add(attachment("c.ts"));
    bench.agents.run = new ScriptedRun().fail(new UserFacingError("network", "Nothing answers."));
    await edit("In Rome?");
    deepStrictEqual(left(), ["c.ts"]);
    strictEqual(bench.draft.text, "In Rome?");
  });

  it("deletes what the server has kept of a stopped answer under an id of its own, and nothing of another window", async () => {
    const conversation = bench.shown;
    bench.agents.run = new ScriptedRun().push(text("It is"));
    const sending = bench.send("And Oslo?");
    await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
    bench.stop();
    await sending;
    const question = bench.agents.messages.at(-1)?.id ?? "";
    const messages = [
      stored("q0", "user", "Weather?"),
      stored("a0", "assistant", "Sunny"),
      stored(question, "user", "And Oslo?"),
    ];
    bench.memory.add({ id: conversation.threadId }, [
      ...messages,
      stored("partial", "assistant", "It"),
      stored("q9", "user", "Rome?"),
      stored("a9", "assistant", "Warm."),
    ]);
    bench.agents.run = answer("Cold");
    await bench.askAgain(lastTurn());
    const left = bench.memory.stored.get(conversation.threadId) ?? [];
    deepStrictEqual(
      left.map(({ id }) => id),
      ["q0", "a0", "q9", "a9"],
    );
  });

  describe("right after Stop, before the server has stored what there was of the answer", () => {
    /** Asks and stops, asks again, and lets the server store the beginning of the first answer only then. */
    async function stopAndAskAgain(partial: string, ...others: readonly StoredMessage[]): Promise<readonly string[]> {
      const conversation = bench.shown;
      const [first] = bench.agents.messages;
      bench.agents.run = new ScriptedRun().push(text("It is"));
      const sending = bench.send("And Oslo?");
      await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
      bench.stop();
      await sending;
      const before = [stored(first?.id ?? "", "user", "Weather?"), stored("a0", "assistant", "Sunny")];
      bench.memory.add({ id: conversation.threadId }, [
        ...before,
        stored(bench.agents.messages[1]?.id ?? "", "user", "And Oslo?"),
      ]);
      bench.agents.run = new ScriptedRun();
      const again = bench.askAgain(lastTurn());
      await until(() => bench.agents.messages.length === 3);
      const question = stored(bench.agents.messages[2]?.id ?? "", "user", "And Oslo?");
      const after = [...others, stored("partial", "assistant", partial), question, stored("a2", "assistant", "Cold")];
      bench.memory.add({ id: conversation.threadId }, [...before, ...after]);
      bench.agents.run.push(text("Cold"), finish()).end();
      await again;
      return (bench.memory.stored.get(conversation.threadId) ?? [])
        .map(({ id }) => id)
        .slice(2)
        .filter((id) => id !== question.id);
    }

    it("deletes it when it comes", async () => {
      deepStrictEqual(await stopAndAskAgain("It is co"), ["a2"]);
      strictEqual(bench.state.notice, undefined);
    });

    it("leaves alone what has other words", async () => {
      deepStrictEqual(await stopAndAskAgain("Rome is warm."), ["partial", "a2"]);
    });

    it("leaves alone what stands behind the question of another window", async () => {
      deepStrictEqual(await stopAndAskAgain("It is", stored("q9", "user", "Rome?")), ["q9", "partial", "a2"]);
    });
  });

  it("keeps the new answer when another thread is opened while the server deletes", async () => {
    const { threadId } = bench.shown;
    const deleted = Promise.withResolvers<undefined>();
    bench.memory.deleteMessages = async () => {
      await deleted.promise;
      return [];
    };
    bench.agents.run = answer("Rainy");
    const asking = bench.askAgain(lastTurn());
    await bench.settle();
    bench.session.navigator.newThread();
    deleted.resolve(undefined);
    await asking;
    await bench.session.navigator.open(threadId);
    deepStrictEqual(texts(), ["Weather?", "Rainy"]);
  });

  it("keeps everything when the server does not delete", async () => {
    bench.memory.failure = new UserFacingError("network", "Offline.");
    await bench.askAgain(lastTurn());
    deepStrictEqual([texts(), bench.agents.calls.length], [["Weather?", "Sunny"], 1]);
    strictEqual(bench.state.notice?.message, "Offline.");
  });

  it("puts the old answer back when the server refuses the question", async () => {
    bench.agents.run = new ScriptedRun().fail(new UserFacingError("network", "Offline."));
    await bench.askAgain(bench.shown.turns[0]?.id ?? "", "In Oslo?");
    deepStrictEqual([texts(), bench.draft.text], [["Weather?", "Sunny"], "In Oslo?"]);
  });

  it("puts the old answer back, and changed words into the box, when it is stopped before the server took it", async () => {
    const conversation = bench.shown;
    const ids = conversation.turns.flatMap(({ messageIds = [] }) => messageIds);
    bench.memory.add({ id: conversation.threadId }, [stored(ids[0] ?? "", "user", "Weather?")]);
    bench.agents.run = new ScriptedRun();
    const asking = bench.askAgain(conversation.turns[0]?.id ?? "", "In Oslo?");
    await until(() => bench.agents.messages.length === 2);
    bench.stop();
    await asking;
    deepStrictEqual([texts(), bench.draft.text], [["Weather?", "Sunny"], "In Oslo?"]);
    deepStrictEqual(
      bench.memory.stored.get(conversation.threadId)?.map(({ id }) => id),
      ids,
    );
    strictEqual(conversation.busy, false);
  });

  it("works for an agent whose server keeps no thread", async () => {
    bench.memory.failure = new UserFacingError("threadGone", "Gone.");
    bench.agents.run = answer("Rainy");
    await bench.askAgain(lastTurn());
    deepStrictEqual(texts(), ["Weather?", "Rainy"]);
  });
});

describe("Regeneration on a server that fails", () => {
  const agent = { id: "weatherAgent", name: "Weather", description: "" };
  const fates = [
    "413",
    "429",
    "503",
    "cut on its way",
    "cut after it was stored",
    "cut while it is answered",
    "stopped on its way",
    "stopped after it was stored",
    "stored after it was stopped",
    "too large",
    "delete refused",
    "delete cut after it was done",
    "taken",
  ] as const satisfies readonly Fate[];

  async function askAgain(
    server: FateServer,
    regeneration: Regeneration,
    fate: Fate,
    index: number,
    edited: boolean,
  ): Promise<UserFacingError | boolean> {
    server.fate = fate;
    const { turns } = server.conversation;
    const asked = regeneration.question(server.conversation, turns[index % turns.length]?.id ?? "");
    ok(asked);
    const words = fate === "too large" ? "x".repeat(5_000_000) : edited ? "Changed?" : undefined;
    try {
      return await regeneration.askAgain(server.conversation, asked, { text: words }, agent, "user_1");
    } catch (error) {
      ok(error instanceof UserFacingError, String(error));
      return error;
    } finally {
      server.fate = "taken";
    }
  }

  async function serverWith(questions: number): Promise<readonly [FateServer, Regeneration]> {
    const server = new FateServer();
    for (let index = 0; index < questions; index += 1) {
      await server.conversation.send(question(`Question ${String(index)}`), agent, "user_1");
    }
    return [server, new Regeneration({ service: server, hold: () => () => undefined, logError: () => undefined })];
  }

  for (const fate of fates) {
    for (const edited of [false, true]) {
      it(`remembers what the panel shows, ${edited ? "edited" : "as it was"}: ${fate}`, async () => {
        const [server, regeneration] = await serverWith(3);
        const before = server.conversation.turns;
        const outcome = await askAgain(server, regeneration, fate, 2, edited);
        deepStrictEqual(server.ids, server.shown);
        const answered = fate === "taken" || fate === "cut while it is answered";
        strictEqual(outcome === true, answered);
        if (!answered) {
          deepStrictEqual(server.conversation.turns, before);
        }
        strictEqual(server.conversation.busy || regeneration.isAsking(server.conversation), false);
      });
    }
  }

  it("remembers what the panel shows, whatever happens in whatever order", async () => {
    const step = fc.record({
      fate: fc.constantFrom(...fates.filter((fate) => fate !== "too large")),
      index: fc.nat(7),
      edited: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 6 }), async (questions, steps) => {
        const [server, regeneration] = await serverWith(questions);
        for (const { fate, index, edited } of steps) {
          await askAgain(server, regeneration, fate, index, edited);
          deepStrictEqual(server.ids, server.shown);
        }
      }),
    );
  });

  it("deletes nothing for a question that is too large", async () => {
    const [server, regeneration] = await serverWith(2);
    const { ids } = server;
    const outcome = await askAgain(server, regeneration, "too large", 0, true);
    deepStrictEqual([outcome instanceof UserFacingError && outcome.kind, server.ids], ["tooLarge", ids]);
  });

  describe("that does not take back either what it had", () => {
    let server: FateServer;
    let regeneration: Regeneration;
    let ids: readonly string[];

    beforeEach(async () => {
      [server, regeneration] = await serverWith(3);
      ids = server.ids;
      server.refusals = 1;
      const outcome = await askAgain(server, regeneration, "503", 2, false);
      ok(outcome instanceof UserFacingError);
      deepStrictEqual([outcome.kind, outcome.actions], ["notPutBack", ["restoreMessages"]]);
      match(outcome.message, /doesn't remember what you see/);
      strictEqual(server.ids.length, 2, "the agent has forgotten it");
      strictEqual(server.conversation.turns.length, 6, "and the panel still shows it");
    });

    it("puts it back when the person tries again", async () => {
      await regeneration.restoreDeleted();
      deepStrictEqual([server.ids, server.shown], [ids, ids]);
    });

    it("says so again when that fails, too", async () => {
      server.refusals = 1;
      await rejects(regeneration.restoreDeleted(), { kind: "notPutBack" });
      await regeneration.restoreDeleted();
      deepStrictEqual([server.ids, server.shown], [ids, ids]);
    });

    it("puts it back before a question is asked again", async () => {
      strictEqual(await askAgain(server, regeneration, "taken", 4, false), true);
      deepStrictEqual([server.ids, server.ids.slice(0, 4)], [server.shown, ids.slice(0, 4)]);
    });

    it("does not take it for deleted in another window when the server is read meanwhile", () => {
      const { turns } = server.conversation;
      const read = turnsFromMessages(
        [...(server.stored.get("t") ?? []), stored("q9", "user", "Rome?", 99), stored("a9", "assistant", "Warm.", 100)],
        "Weather",
      );
      strictEqual(mergeTurns(turns, read, true).length, 8);
    });
  });
});
