import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import type { StoredMessage } from "../../../src/agents/storedMessage";
import { Regeneration } from "../../../src/chat/regeneration";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { attachment, Bench } from "./chatBench";
import { ScriptedRun, until } from "./scriptedAgents";
import { stored } from "./scriptedMemory";
import { finish, text } from "./turns";

describe("Regeneration", () => {
  let bench: Bench;

  const answer = (words: string): ScriptedRun => new ScriptedRun().push(text(words), finish()).end();

  beforeEach(async () => {
    bench = new Bench();
    await bench.open();
    bench.agents.run = answer("Sunny");
    bench.parts.tray.add(attachment("a.ts"));
    await bench.parts.sender.send("Weather?");
  });

  const lastTurn = (): string => bench.parts.threads.conversation.turns.at(-1)?.id ?? "";
  const texts = (): (string | undefined)[] =>
    bench.parts.threads.conversation.turns.map(({ parts }) => (parts[0] as { text?: string } | undefined)?.text);

  it("deletes the old question and answer on the server, and asks the same under another id", async () => {
    bench.agents.run = answer("Rainy");
    await bench.parts.sender.askAgain(lastTurn());
    const [first, second] = bench.agents.messages;
    deepStrictEqual(texts(), ["Weather?", "Rainy"]);
    deepStrictEqual([second?.text, second?.attachments.length, second?.id === first?.id], ["Weather?", 1, false]);
    match(bench.memory.requests.at(-1) ?? "", new RegExp(`^deleteMessages ${first?.id ?? "?"}`));
  });

  it("asks once when it is pressed twice, and sends what is written meanwhile afterwards", async () => {
    bench.agents.run = answer("Rainy");
    const [first, second] = [bench.parts.sender.askAgain(lastTurn()), bench.parts.sender.askAgain(lastTurn())];
    const third = bench.parts.sender.send("And Oslo?");
    await Promise.all([first, second, third]);
    await until(() => bench.agents.messages.length >= 3 && !bench.parts.threads.conversation.busy);
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
    const { conversation } = bench.parts.threads;
    const [question] = conversation.turns;
    const actions = new Regeneration({ service: bench.memory, logError: () => undefined });
    conversation.setTurns([], false);
    await rejects(
      actions.askAgain(
        conversation,
        question!,
        "In Oslo?",
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
    await bench.parts.sender.askAgain(bench.parts.threads.conversation.turns[0]?.id ?? "", "In Oslo?");
    deepStrictEqual(texts(), ["In Oslo?", "Snow"]);
  });

  it("deletes what the server has kept of a stopped answer under an id of its own, and nothing of another window", async () => {
    const { conversation } = bench.parts.threads;
    bench.agents.run = new ScriptedRun().push(text("It is"));
    const sending = bench.parts.sender.send("And Oslo?");
    await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
    bench.parts.sender.stop();
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
    await bench.parts.sender.askAgain(lastTurn());
    const left = bench.memory.stored.get(conversation.threadId) ?? [];
    deepStrictEqual(
      left.map(({ id }) => id),
      ["q0", "a0", "q9", "a9"],
    );
  });

  describe("right after Stop, before the server has stored what there was of the answer", () => {
    /** Asks and stops, asks again, and lets the server store the beginning of the first answer only then. */
    async function stopAndAskAgain(partial: string, ...others: readonly StoredMessage[]): Promise<readonly string[]> {
      const { conversation } = bench.parts.threads;
      const [first] = bench.agents.messages;
      bench.agents.run = new ScriptedRun().push(text("It is"));
      const sending = bench.parts.sender.send("And Oslo?");
      await until(() => conversation.turns.length === 4 && conversation.turns.at(-1)?.parts.length === 1);
      bench.parts.sender.stop();
      await sending;
      const before = [stored(first?.id ?? "", "user", "Weather?"), stored("a0", "assistant", "Sunny")];
      bench.memory.add({ id: conversation.threadId }, [
        ...before,
        stored(bench.agents.messages[1]?.id ?? "", "user", "And Oslo?"),
      ]);
      bench.agents.run = new ScriptedRun();
      const again = bench.parts.sender.askAgain(lastTurn());
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

  it("keeps everything when the server does not delete", async () => {
    bench.memory.failure = new UserFacingError("network", "Offline.");
    await bench.parts.sender.askAgain(lastTurn());
    deepStrictEqual([texts(), bench.agents.calls.length], [["Weather?", "Sunny"], 1]);
    strictEqual(bench.state.notice?.message, "Offline.");
  });

  it("puts the old answer back when the server refuses the question", async () => {
    bench.agents.run = new ScriptedRun().fail(new UserFacingError("network", "Offline."));
    await bench.parts.sender.askAgain(bench.parts.threads.conversation.turns[0]?.id ?? "", "In Oslo?");
    deepStrictEqual([texts(), bench.draft?.text], [["Weather?", "Sunny"], "In Oslo?"]);
  });

  it("works for an agent whose server keeps no thread", async () => {
    bench.memory.failure = new UserFacingError("threadGone", "Gone.");
    bench.agents.run = answer("Rainy");
    await bench.parts.sender.askAgain(lastTurn());
    deepStrictEqual(texts(), ["Weather?", "Rainy"]);
  });
});
