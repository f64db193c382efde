import assert from "node:assert/strict";
import { ConversationSearch } from "../../../src/webview/find/conversationSearch";
import { agentTurn, textPart, userTurn } from "../setup/fakes";

describe("ConversationSearch", () => {
  const turns = [
    userTurn("u1", "Rain in London?"),
    agentTurn("a1", [textPart("Light **rain**, then rain again.")]),
    userTurn("u2", "Thanks"),
  ];

  it("counts every place, turn by turn, without regard to letter case", () => {
    const search = new ConversationSearch();
    assert.deepEqual(search.search(turns, "rain", false), {
      total: 3,
      hits: [
        { turnId: "u1", count: 1 },
        { turnId: "a1", count: 2 },
      ],
    });
    assert.equal(search.search(turns, "Rain", true).total, 1);
    assert.equal(search.search(turns, "rain", true).total, 2);
  });

  it("finds nothing for nothing, and takes signs of regular expressions as they are", () => {
    const search = new ConversationSearch();
    assert.equal(search.search(turns, "", false).total, 0);
    assert.equal(search.search(turns, ".*", false).total, 0);
    assert.equal(search.search([userTurn("u", "a.*b")], ".*", false).total, 1);
  });

  it("gives the same result whether the words grow, shrink or change", () => {
    const search = new ConversationSearch();
    for (const words of ["r", "ra", "rain", "ra", "th", "the", "thanks", "", "rain"]) {
      assert.deepEqual(search.search(turns, words, false), new ConversationSearch().search(turns, words, false), words);
    }
  });

  it("searches a turn again when it has become another one", () => {
    const search = new ConversationSearch();
    assert.equal(search.search(turns, "snow", false).total, 0);
    const changed = [...turns, agentTurn("a2", [textPart("Snow.")])];
    assert.equal(search.search(changed, "snow", false).total, 1);
    const grown = changed.with(3, agentTurn("a2", [textPart("Snow. And snow.")]));
    assert.equal(search.search(grown, "snow", false).total, 2);
  });

  it("searches a turn's text once, however many keys are pressed", () => {
    let reads = 0;
    const part = {
      kind: "text" as const,
      id: "t",
      get text() {
        reads++;
        return "some rain";
      },
    };
    const search = new ConversationSearch();
    const turn = agentTurn("a", [part]);
    search.search([turn], "r", false);
    const first = reads;
    for (const words of ["ra", "rai", "rain"]) {
      assert.equal(search.search([turn], words, false).total, 1);
    }
    assert.equal(reads, first);
  });

  it("handles 2,000 turns and a result of 5 MB", () => {
    const many = Array.from({ length: 2000 }, (_, index) =>
      agentTurn(`${index}`, [textPart("It rains. ".repeat(100))]),
    );
    const huge = Array.from({ length: 100_000 }, (_, index) => ({ id: index, note: "x".repeat(40) }));
    const call = { kind: "tool", id: "c", toolName: "list", status: "done", argsText: "{}", result: huge } as const;
    const result = new ConversationSearch().search([...many, agentTurn("h", [call])], "rains", false);
    assert.equal(result.total, 200_000);
    assert.equal(new ConversationSearch().search([agentTurn("h", [call])], "note", false).total, 100_000);
  });
});
